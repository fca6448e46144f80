import { once } from 'node:events';
import { Agent, request, type ClientRequest, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { requestsBy, served, type Ask, type Asked, type Served } from '../features/requests.js';
import type { ServedLedger } from '../features/served-ledger.js';
import { postgresUrl } from '../postgres.js';
import { Deployment } from './deployment.js';

const LARGE_BYTES = 1024 * 1024;
/** As long as other clients wait for permission to send. */
const REFUSED_WITHIN_MS = 1_000;
const SIGNED_WITHIN_MS = 30_000;
const LOOK_AGAIN_MS = 20;

/**
 * A ledger that is a separate deployment. Every request goes to the other `api` process than the
 * last one of its kind, so that each has to know what the other received.
 */
export async function serveDeployment(): Promise<ServedLedger> {
  const { LEDGER_TEST_KAFKA: kafka } = process.env;
  if (kafka === undefined) throw new TypeError('The project starts a broker before its specs.');
  const deployment = await Deployment.start({ kafka, database: await postgresUrl() });
  const urls = deployment.apis.map(({ url }) => url);
  const agent = new Agent({ keepAlive: true });
  const requests = requestsBy(inTurns(urls.map((url) => askAt(url, agent))));
  const head = async (): Promise<number> =>
    Number((await requests.get('/events?limit=1')).body.head);
  return {
    ...requests,
    head,
    address: async () => urls[0]!,
    caughtUp: async () => {
      const path = `/areas?waitFor=${await head()}`;
      for (let each = 0; each < urls.length; each += 1) {
        const { status, text } = await requests.get(path);
        if (status !== 200) throw new Error(`The views did not catch up: ${text}`);
      }
    },
    signed: async () => {
      const path = `/log/proof/${await head()}`;
      const until = Date.now() + SIGNED_WITHIN_MS;
      while ((await requests.get(path)).status !== 200) {
        if (Date.now() > until) throw new Error('No checkpoint covers the whole log.');
        await sleep(LOOK_AGAIN_MS);
      }
    },
    close: async () => {
      const statuses = await deployment.stop();
      agent.destroy();
      await deployment.forget();
      const wrong = statuses.filter((status) => status !== 0);
      if (wrong.length > 0) throw new Error(`Processes ended with ${wrong.join(', ')}.`);
    },
  };
}

/**
 * Counted by method: otherwise a client that alternates writes and reads would reach one process
 * only for each.
 */
function inTurns(processes: readonly Ask[]): Ask {
  const asked = new Map<string, number>();
  return (one) => {
    const turn = asked.get(one.method) ?? 0;
    asked.set(one.method, turn + 1);
    return processes[turn % processes.length]!(one);
  };
}

/** Sends an address unchanged, which `fetch` would normalise. */
function askAt(base: string, agent: Agent): Ask {
  return ({ method, url, headers, payload }: Asked) =>
    new Promise<Served>((resolve, reject) => {
      const { hostname, port } = new URL(base);
      const length =
        payload === undefined ? {} : { 'content-length': Buffer.byteLength(payload) };
      const options = { hostname, port, path: url, method, agent };
      const sent = request({ ...options, headers: { ...headers, ...length } });
      sent.once('response', (answer) => void servedFrom(answer).then(resolve, reject));
      sent.on('error', reject);
      void sendBody(sent, payload);
    });
}

/** A body over the size limit is refused before it is sent; what is sent then is lost. */
async function sendBody(sent: ClientRequest, payload: Asked['payload'] = ''): Promise<void> {
  if (Buffer.byteLength(payload) > LARGE_BYTES) {
    sent.flushHeaders();
    const refused = once(sent, 'response').then(
      () => true,
      () => true,
    );
    if (await Promise.race([refused, sleep(REFUSED_WITHIN_MS, false)])) return;
  }
  sent.end(payload);
}

async function servedFrom(answer: IncomingMessage): Promise<Served> {
  const bytes = await buffer(answer);
  return served(answer.statusCode ?? 0, answer.headers as Served['headers'], bytes);
}
