import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseSigner } from '@ledger/transparency';
import Database from 'better-sqlite3';
import { builtGo } from '../foreign-verifier/build.js';
import { SEEDS } from './built.js';
import { startServer, type ServerProcess } from './server-process.js';

const EVERY_MS = '100';
const SIGNED_WITHIN_MS = 30_000;

let folder = '';
let server: ServerProcess;

const environment = { LEDGER_SEEDS: SEEDS, LEDGER_LOG_EVERY_MS: EVERY_MS };
const publicKey = () =>
  parseSigner(readFileSync(join(folder, 'log.key'), 'utf8')).verifier.text;

function changed(change: (connection: InstanceType<typeof Database>) => void): void {
  const connection = new Database(join(folder, 'ledger.db'));
  connection.exec('DROP TRIGGER events_no_update');
  change(connection);
  connection.exec(
    'CREATE TRIGGER events_no_update BEFORE UPDATE ON events\n' +
      "BEGIN SELECT RAISE(ABORT, 'events are only ever appended'); END",
  );
  connection.close();
}

async function head(): Promise<number> {
  const response = await fetch(`${server.url}/api/v1/measures`);
  return Number(response.headers.get('ledger-position'));
}

/** The checkpoint that covers every event; on files there is an entry for each position. */
async function wholeCheckpoint(): Promise<string> {
  const until = Date.now() + SIGNED_WITHIN_MS;
  const events = await head();
  for (;;) {
    const response = await fetch(`${server.url}/log/checkpoint`);
    const text = await response.text();
    if (response.ok && Number(text.split('\n')[1]) === events) return text;
    if (Date.now() > until) throw new Error(`No checkpoint covers ${events} events: ${text}`);
    await sleep(50);
  }
}

function run(program: string, args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  return { status, stdout, stderr };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ledger-tlog-'));
  server = await startServer(folder, environment);
  await wholeCheckpoint();
}, 120_000);

afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('The served log', () => {
  it('is read whole, and each entry of it proved, by golang.org/x/mod', async () => {
    const verifier = builtGo('test/foreign-verifier');
    const args = ['log', `${server.url}/log`, publicKey()];
    const size = (await wholeCheckpoint()).split('\n')[1];
    expect(run(verifier, args)).toEqual({ status: 0, stdout: `${size}\n`, stderr: '' });
  });

  it('is accepted whole by the fsck of Tessera', async () => {
    const fsck = builtGo(
      'test/foreign-programs',
      'github.com/transparency-dev/tessera/cmd/fsck',
    );
    const key = join(folder, 'public.key');
    await writeFile(key, publicKey());
    const args = ['--storage_url', `${server.url}/log/`, '--public_key', key, '--ui=false'];
    const { status, stderr } = run(fsck, args);
    expect([status, stderr]).toEqual([0, expect.stringMatching(/OK|Successfully|complete/i)]);
  });

  it('can be kept by caches for ever, but for the checkpoint', async () => {
    const tile = await fetch(`${server.url}/log/tile/0/000`);
    expect([tile.headers.get('cache-control'), tile.headers.get('content-type')]).toEqual([
      'public, max-age=31536000, immutable',
      'application/octet-stream',
    ]);
    expect((await tile.arrayBuffer()).byteLength).toBe(8_192);
    const bundle = await fetch(`${server.url}/api/v1/log/tile/entries/000`);
    expect(bundle.headers.get('content-encoding')).toBe('gzip');
    const checkpoint = await fetch(`${server.url}/log/checkpoint`);
    expect(checkpoint.headers.get('cache-control')).toBe('public, max-age=2');
    expect(checkpoint.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  });

  it('has nothing but checkpoint and tiles, however the address is written', async () => {
    for (const path of [
      'tile/0/9',
      'tile/0/999',
      'tile/..%2f..%2flog.key',
      'writer.lock',
      'x',
    ]) {
      const { status } = await fetch(`${server.url}/log/${path}`);
      expect([path, status]).toEqual([path, 404]);
    }
  });

  it('proves an event in a file of its own', async () => {
    const response = await fetch(`${server.url}/log/proof/300`);
    const [first, second] = (await response.text()).split('\n');
    expect([response.status, first, second]).toEqual([
      200,
      'c2sp.org/tlog-proof@v1',
      'index 299',
    ]);
    for (const position of ['0', '999999', 'x']) {
      expect((await fetch(`${server.url}/log/proof/${position}`)).status).toBe(404);
    }
  });
});

describe('A server that starts', () => {
  it('goes on with the log it signed', async () => {
    const before = await wholeCheckpoint();
    await server.stop();
    server = await startServer(folder, environment);
    expect(await wholeCheckpoint()).toBe(before);
  });

  it('writes nothing to an event log that is not the one that was signed', async () => {
    await server.stop();
    const last = 'position = (SELECT max(position) FROM events)';
    const [right] = [new Database(join(folder, 'ledger.db'))].map((connection) => {
      const body = connection.prepare(`SELECT body FROM events WHERE ${last}`).pluck().get();
      connection.close();
      return String(body);
    });
    changed((connection) =>
      connection.exec(
        `UPDATE events SET body = replace(body, '"actor":"', '"actor":"x') WHERE ${last}`,
      ),
    );
    server = await startServer(folder, environment, [], 'live');
    const ready = await fetch(`${server.url}/health/ready`);
    expect([ready.status, await ready.text()]).toEqual([
      503,
      expect.stringContaining('is not the one that was signed'),
    ]);
    const refused = await fetch(`${server.url}/api/v1/publishers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: 'new-one', title: 'A new one', kind: 'other' }),
    });
    expect([refused.status, await refused.json()]).toEqual([
      503,
      expect.objectContaining({ code: 'store-unavailable' }),
    ]);
    await server.stop();
    changed((connection) =>
      connection.prepare(`UPDATE events SET body = ? WHERE ${last}`).run(right),
    );
    server = await startServer(folder, environment);
    await wholeCheckpoint();
  });
});
