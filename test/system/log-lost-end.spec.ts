import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { NO_STREAM } from '@ledger/event-store-port';
import { SqliteEventStore } from '@ledger/event-store-sqlite';
import { newEventOf, Recorder } from '@ledger/figures-application';
import { exampleOrigin } from '@ledger/figures-domain/testing';
import { derivedId, instantOf } from '@ledger/kernel';
import Database from 'better-sqlite3';
import { startServer, type ServerProcess } from './server-process.js';

/** Its events are still there, but not the seal of its publication. */
const FIGURE = 'recorded-crime.all/kent/2024-05';
const MEASURE = 'recorded-crime.all';
const READY_WITHIN_MS = 20_000;

let folder: string;
let server: ServerProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-lost-end-'));
});

afterEach(async () => {
  await server?.kill();
  rmSync(folder, { recursive: true });
});

function deleteEnd(events: number): void {
  const connection = new Database(join(folder, 'ledger.db'));
  const guard = connection
    .prepare<[], string>("SELECT sql FROM sqlite_schema WHERE name = 'events_no_delete'")
    .pluck()
    .get();
  connection.exec('DROP TRIGGER events_no_delete');
  connection.exec(
    `DELETE FROM events WHERE position > (SELECT max(position) - ${events} FROM events)`,
  );
  connection.exec(String(guard));
  connection.close();
}

function register({ url }: ServerProcess, id: string): Promise<Response> {
  return fetch(`${url}/api/v1/publishers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id, title: 'Somebody', kind: 'police-force' }),
  });
}

/** The answer of readiness once it is not as wanted. */
async function notReady({ url }: ServerProcess): Promise<string> {
  const giveUpAt = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const answer = await fetch(`${url}/health/ready`);
    if (answer.status === 503) return ((await answer.json()) as { detail: string }).detail;
    if (Date.now() > giveUpAt) throw new Error('It is ready.');
    await sleep(50);
  }
}

async function expectRefused(asked: ServerProcess): Promise<void> {
  const refused = await register(asked, 'somebody-else');
  expect(refused.status).toBe(503);
  const { detail } = (await refused.json()) as { detail: string };
  expect(detail).toMatch(/deleted/);
  expect((await fetch(`${asked.url}/api/v1/measures/${MEASURE}`)).status).toBe(200);
  const lost = await fetch(`${asked.url}/api/v1/figures/${FIGURE}`);
  expect(lost.status).toBe(503);
  expect(((await lost.json()) as { detail: string }).detail).toContain('has no event at');
  expect(await notReady(asked)).toMatch(/^log: .*deleted/);
}

describe('A log whose end was deleted', () => {
  it('is written to no more by a running server, which goes on serving what is left', async () => {
    server = await startServer(folder);
    expect((await register(server, 'somebody')).status).toBe(201);
    deleteEnd(3);
    await expectRefused(server);
  }, 120_000);

  it('is written to by no server that is started on it, and the log says why', async () => {
    server = await startServer(folder);
    expect(await server.stop()).toBe(0);
    deleteEnd(3);
    server = await startServer(folder, {}, [], 'live');
    await expectRefused(server);
    expect(server.errors()).toContain('its end was deleted');
  }, 120_000);
});

describe('A projection that stands still', () => {
  it('is logged without being asked for, and takes readiness away with its reason', async () => {
    server = await startServer(folder, { LEDGER_SEEDS: 'none' });
    const store = SqliteEventStore.open({ file: join(folder, 'ledger.db') });
    const id = derivedId('poison');
    const place = { stream: 'publication-broken', revision: 0 };
    const record = new Recorder({ now: () => instantOf(Date.now()) }).record(
      { type: 'PublicationRegistered', data: { id: 'broken' } },
      id,
      place,
      exampleOrigin,
    );
    await store.append(place.stream, NO_STREAM, [newEventOf(record)]);
    await store.close();
    expect(await notReady(server)).toContain(`stands still at event ${id}`);
    expect(server.errors()).toContain(`stands still at event ${id}`);
  }, 120_000);
});
