import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SERVER } from './built.js';
import { environmentWithoutEngines } from './environment.js';
import { startServer, type ServerProcess } from './server-process.js';

/** In the data folder while seeds are being loaded. */
const MARKER = 'seeds-unfinished';

let folder: string;
let server: ServerProcess | undefined;

beforeEach(() => {
  folder = newFolder();
});

afterEach(async () => {
  await server?.kill();
  server = undefined;
  rmSync(folder, { recursive: true, force: true });
});

interface Listed {
  readonly publications: readonly {
    readonly capture: {
      readonly state: string;
      readonly seal?: { readonly appearances: number };
    };
  }[];
}

interface Contents {
  readonly sealed: number;
  readonly numbers: number;
  /** Position of the last event of the log. */
  readonly position: string | null;
}

/** The contents of a ledger with all seeds: its publications, all complete, and their numbers. */
async function contents({ url }: ServerProcess): Promise<Contents> {
  const answer = await fetch(`${url}/api/v1/publications?limit=500`);
  const { publications } = (await answer.json()) as Listed;
  const open = publications.filter(({ capture }) => capture.state !== 'sealed');
  expect(open).toEqual([]);
  const numbers = publications.map(({ capture }) => capture.seal?.appearances ?? 0);
  return {
    sealed: publications.length,
    numbers: numbers.reduce((sum, one) => sum + one, 0),
    position: (await fetch(`${url}/api/v1/events?limit=1`)).headers.get('ledger-position'),
  };
}

describe('The first start', () => {
  it('loads the seeds once, and the next start finds them', async () => {
    server = await startServer(folder);
    const loaded = await contents(server);
    expect(loaded.sealed).toBeGreaterThan(10);
    expect(loaded.numbers).toBeGreaterThan(1_000);
    expect(await server.stop()).toBe(0);

    server = await startServer(folder);
    expect(await contents(server)).toEqual(loaded);
  }, 120_000);
});

describe('A first start that is killed', () => {
  /** Shares of the time that a load takes, from its beginning until all of it can be read. */
  const moments = [0.05, 0.3, 0.55, 0.8, 0.95];
  let whole: Contents;
  let loadMs: number;
  let halves = 0;

  beforeAll(async () => {
    const own = newFolder();
    const marker = join(own, MARKER);
    const starting = startServer(own);
    await until(() => existsSync(marker));
    const begun = performance.now();
    await until(() => !existsSync(marker));
    loadMs = performance.now() - begun;
    const started = await starting;
    whole = await contents(started);
    await started.kill();
    rmSync(own, { recursive: true });
  }, 120_000);

  it.each(moments)(
    'at %f of its load is gone on with by the next, to the same end',
    async (moment) => {
      const marker = join(folder, MARKER);
      const first = spawn(process.execPath, [SERVER], {
        env: { ...environmentWithoutEngines(), PORT: '0', LEDGER_DATA: folder },
        stdio: 'ignore',
      });
      const ended = once(first, 'exit');
      await until(() => existsSync(marker));
      await sleep(moment * loadMs);
      first.kill('SIGKILL');
      await ended;
      if (existsSync(marker)) halves += 1;

      server = await startServer(folder);
      expect(await contents(server)).toEqual(whole);
      expect(existsSync(marker)).toBe(false);
    },
    120_000,
  );

  it('was at times in the middle of it', () => {
    expect(halves).toBeGreaterThan(0);
  });
});

describe('Stopping the server', () => {
  it('finishes the stream under way and takes no further request', async () => {
    server = await startServer(folder, { LEDGER_SEEDS: 'none' });
    const { url } = server;
    const source = new Readable({ read: () => undefined });
    source.push('{"line":"one"}\n');
    const response = await fetch(`${url}/api/v1/reports`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body: Readable.toWeb(source) as ReadableStream,
      duplex: 'half',
    });
    const lines = createInterface({ input: Readable.fromWeb(response.body as never) });
    const answers = lines[Symbol.asyncIterator]();
    expect((await answers.next()).value).toContain('"line":1');

    const stopping = server.stop();
    while (await isListening(url)) await sleep(10);
    source.push('{"line":"two"}\n');
    expect((await answers.next()).value).toContain('"line":2');
    source.push(null);
    expect((await answers.next()).done).toBe(true);
    expect(await stopping).toBe(0);
  }, 120_000);

  it('does not wait for ever for a stream that nobody ends', async () => {
    server = await startServer(folder, { LEDGER_SEEDS: 'none', SHUTDOWN_MS_MAX: '300' });
    const source = new Readable({ read: () => undefined });
    source.push('{"line":"one"}\n');
    const response = await fetch(`${server.url}/api/v1/reports`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body: Readable.toWeb(source) as ReadableStream,
      duplex: 'half',
    });
    const gone = response.text().catch(() => 'gone');
    expect(await server.stop()).toBe(0);
    expect(await gone).toBe('gone');
  }, 120_000);
});

describe('Two first starts at once on one folder', () => {
  it.each([1, 2, 3])(
    'both come to serve the seeds, which one loads (round %i)',
    async () => {
      const both = await Promise.allSettled([startServer(folder), startServer(folder)]);
      const servers = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      try {
        expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
        const [one, other] = await Promise.all(servers.map(contents));
        expect(one?.sealed).toBeGreaterThan(10);
        expect(other).toEqual(one);
      } finally {
        await Promise.all(servers.map((one) => one.kill()));
      }
    },
    120_000,
  );
});

describe('A record that was there and holds nothing', () => {
  it('is not taken for a new one without a word', async () => {
    server = await startServer(folder, { LEDGER_SEEDS: 'none' });
    expect(server.errors()).not.toContain('holds no event');
    expect(await server.stop()).toBe(0);
    server = await startServer(folder, { LEDGER_SEEDS: 'none' });
    expect(server.errors()).toContain(
      'ledger.db was there before this start and holds no event',
    );
  }, 60_000);
});

describe('A server that cannot start', () => {
  /** What it prints before it ends by itself. */
  async function failure(environment: Record<string, string>): Promise<string> {
    const child = spawn(process.execPath, [SERVER], {
      env: {
        ...environmentWithoutEngines(),
        PORT: '0',
        LEDGER_DATA: folder,
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (piece: Buffer) => (said += piece.toString()));
    }
    const [code] = await once(child, 'exit');
    expect(code).toBe(1);
    return said;
  }

  it('says why in a sentence and ends with a failure', async () => {
    expect(await failure({ PORT: 'many' })).toBe(
      'The server cannot start with these settings:\n' +
        '- PORT is "many": give a whole number from 0 to 65535.\n',
    );
  }, 30_000);

  it.each([
    [
      'HOST is no address',
      { HOST: '192.0.2.1', LEDGER_OPEN: 'true' },
      /^HOST is 192\.0\.2\.1, which is no address of this machine: set it to one\.\n$/,
    ],
    [
      'HOST is no name',
      { HOST: 'nowhere.invalid', LEDGER_OPEN: 'true' },
      /^HOST is nowhere\.invalid, which is no address of this machine: set it to one\.\n$/,
    ],
    [
      'the data folder cannot be made',
      { LEDGER_DATA: '/dev/null/ledger' },
      /^LEDGER_DATA is \/dev\/null\/ledger, which cannot be used: ENOTDIR.*\n$/,
    ],
    [
      'the data folder is where no folders are made',
      { LEDGER_DATA: '/proc/ledger/data' },
      /^LEDGER_DATA is \/proc\/ledger\/data, which cannot be used: ENOENT.*\n$/,
    ],
    [
      'the seeds are not there',
      { LEDGER_SEEDS: '/nowhere/seeds' },
      /^There are no seeds in \/nowhere\/seeds, which is not there: .*\n$/,
    ],
  ])(
    'says in one line that %s, and loads nothing',
    async (_, environment, line) => {
      expect(await failure(environment)).toMatch(line);
      expect(existsSync(join(folder, MARKER))).toBe(false);
    },
    30_000,
  );

  it('makes nothing where the seeds are not there, so that the next one is the first', async () => {
    const own = join(folder, 'never-made');
    await failure({ LEDGER_DATA: own, LEDGER_SEEDS: '/nowhere/seeds' });
    expect(existsSync(own)).toBe(false);
  }, 30_000);

  it('says in one line that its port is in use, and makes nothing', async () => {
    const rival = createServer().listen(0, '127.0.0.1');
    await once(rival, 'listening');
    const { port } = rival.address() as AddressInfo;
    expect(await failure({ PORT: String(port) })).toBe(
      `Another program listens on 127.0.0.1 port ${port} already: set PORT.\n`,
    );
    rival.close();
    expect(existsSync(join(folder, 'ledger.db'))).toBe(false);
  }, 30_000);
});

async function isListening(url: string): Promise<boolean> {
  return fetch(`${url}/health/live`).then(
    () => true,
    () => false,
  );
}

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'ledger-life-'));
}

/** @throws {Error} it was not true in time */
async function until(isTrue: () => boolean): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!isTrue()) {
    if (performance.now() > deadline)
      throw new Error(`Waited too long for ${isTrue.toString()}.`);
    await sleep(5);
  }
}
