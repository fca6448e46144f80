import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SqliteEventStore } from '@ledger/event-store-sqlite';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveInProcess } from './ledger-in-process.js';
import { KEY, register, reportOf, type ServedLedger } from './served-ledger.js';

const ROOM_BYTES = 200_000;

let folder: string;
let ledger: ServedLedger;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'full-disk-'));
  const file = join(folder, 'ledger.db');
  ledger = await serveInProcess(SqliteEventStore.open({ file, fileBytesMax: ROOM_BYTES }));
  await register(ledger);
});

afterEach(async () => {
  await ledger.close();
  rmSync(folder, { recursive: true });
});

describe('A full disk', () => {
  it('refuses reports clearly, loses none it answered, and goes on serving reads', async () => {
    const { post, get, caughtUp } = ledger;
    expect((await post('/reports', reportOf())).status).toBe(201);
    const answered: string[] = [];
    let full;
    for (let line = 100; full === undefined && line < 2_000; line += 1) {
      const at = { line, table: 'x'.repeat(250) };
      const answer = await post('/reports', reportOf({ locator: at }));
      if (answer.status === 503) full = answer;
      else answered.push(answer.body.eventId);
    }
    expect(full?.body).toMatchObject({ code: 'store-unavailable', status: 503 });
    expect(full?.headers['retry-after']).toBeDefined();
    expect(answered.length).toBeGreaterThan(10);
    const ready = await get('/health/ready');
    expect(ready.status).toBe(503);
    expect(ready.body.detail).toMatch(/log: Nothing could be written: .*full/);

    await caughtUp();
    const { status, body } = await get('/events?limit=1000');
    expect(status).toBe(200);
    const kept = body.events.map(({ id }: { id: string }) => id);
    expect(kept).toEqual(expect.arrayContaining(answered));
    expect((await get(`/figures/${KEY}`)).status).toBe(200);
  });
});
