import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SERVER } from './built.js';
import { startServer, type ServerProcess } from './server-process.js';

let folder: string;
let server: ServerProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-life-'));
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

/** What a ledger with all seeds has: how many publications, all whole, with how many numbers. */
async function contents({ url }: ServerProcess): Promise<{ sealed: number; numbers: number }> {
  const answer = await fetch(`${url}/api/v1/publications?limit=500`);
  const { publications } = (await answer.json()) as Listed;
  const numbers = publications.map(({ capture }) => capture.seal?.appearances ?? 0);
  expect(publications.every(({ capture }) => capture.state === 'sealed')).toBe(true);
  return { sealed: publications.length, numbers: numbers.reduce((sum, one) => sum + one, 0) };
}

async function positionOf({ url }: ServerProcess): Promise<string | null> {
  return (await fetch(`${url}/api/v1/events?limit=1`)).headers.get('ledger-position');
}

describe('The first start', () => {
  it('loads the seeds once, and the next start finds them', async () => {
    server = await startServer(folder);
    const loaded = await contents(server);
    expect(loaded.sealed).toBeGreaterThan(10);
    expect(loaded.numbers).toBeGreaterThan(1_000);
    const position = await positionOf(server);
    expect(await server.stop()).toBe(0);

    server = await startServer(folder);
    expect(await contents(server)).toEqual(loaded);
    expect(await positionOf(server)).toBe(position);
  }, 120_000);

  it('that is killed half way is gone on with by the next', async () => {
    const unfinished = join(folder, 'seeds-unfinished');
    const first = spawn(process.execPath, [SERVER], {
      env: { ...process.env, PORT: '0', LEDGER_DATA: folder },
      stdio: 'ignore',
    });
    while (!existsSync(unfinished)) await sleep(5);
    await sleep(300);
    first.kill('SIGKILL');
    await once(first, 'exit');
    expect(existsSync(unfinished)).toBe(true);

    server = await startServer(folder);
    const resumed = await contents(server);
    expect(existsSync(unfinished)).toBe(false);
    await server.kill();

    rmSync(folder, { recursive: true });
    server = await startServer(`${folder}-whole`);
    expect(resumed).toEqual(await contents(server));
    await server.kill();
    rmSync(`${folder}-whole`, { recursive: true });
  }, 120_000);
});

describe('Stopping the server', () => {
  it('finishes the stream under way and takes no further request', async () => {
    server = await startServer(folder);
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
    server = await startServer(folder, { SHUTDOWN_MS_MAX: '300' });
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

describe('A server that cannot start', () => {
  it('says why in a sentence and ends with a failure', async () => {
    const child = spawn(process.execPath, [SERVER], {
      env: { ...process.env, PORT: 'many', LEDGER_DATA: folder },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (piece: Buffer) => (said += piece.toString()));
    const [code] = await once(child, 'exit');
    expect(code).toBe(1);
    expect(said).toBe(
      'The server cannot start with these settings:\n' +
        '- PORT is "many": give a whole number from 0 to 65535.\n',
    );
  }, 30_000);
});

async function isListening(url: string): Promise<boolean> {
  return fetch(`${url}/health/live`).then(
    () => true,
    () => false,
  );
}
