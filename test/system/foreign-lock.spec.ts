import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { startServer, type ServerProcess } from './server-process.js';

const LOCKED_MS = 7_000;
/** Far below the database's own lock timeout, even on a busy machine. */
const LIVE_WITHIN_MS = 900;

let folder: string;
let server: ServerProcess;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-locked-'));
  server = await startServer(folder, { LEDGER_SEEDS: 'none' });
}, 60_000);

afterEach(async () => {
  await server.kill();
  rmSync(folder, { recursive: true });
});

function register(id: string): Promise<Response> {
  return fetch(`${server.url}/api/v1/publishers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id, title: id, kind: 'police-force' }),
  });
}

/** The slowest answer of /health/live during reports and reads. */
async function slowestWhile(lastsMs: number): Promise<number> {
  const until = performance.now() + lastsMs;
  const busy = Array.from({ length: 4 }, async (_, worker) => {
    for (let i = 0; performance.now() < until; i += 1) {
      await (await register(`body-${worker}-${i}`)).text();
      await (await fetch(`${server.url}/api/v1/publishers`)).text();
      await sleep(20);
    }
  });
  let slowestMs = 0;
  while (performance.now() < until) {
    const asked = performance.now();
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
    slowestMs = Math.max(slowestMs, performance.now() - asked);
    await sleep(20);
  }
  await Promise.all(busy);
  return slowestMs;
}

describe('A lock that somebody else holds', () => {
  it.each(['ledger.db', 'views.db'])(
    'on %s for seven seconds lets the server answer, and passes',
    async (file) => {
      const rival = new Database(join(folder, file));
      rival.exec('BEGIN EXCLUSIVE');
      const slowestMs = await slowestWhile(LOCKED_MS);
      rival.exec('ROLLBACK');
      rival.close();
      expect(slowestMs).toBeLessThan(LIVE_WITHIN_MS);
      await sleep(500);
      expect((await register('afterwards')).status).toBe(201);
    },
    60_000,
  );

  it('as writers do, on the log, is waited for by a report that comes meanwhile', async () => {
    const rival = new Database(join(folder, 'ledger.db'));
    rival.exec('BEGIN IMMEDIATE');
    const waiting = register('patient');
    await sleep(1_000);
    rival.exec('ROLLBACK');
    rival.close();
    expect((await waiting).status).toBe(201);
  }, 30_000);
});
