import { join } from 'node:path';
import Database from 'better-sqlite3';
import { NO_STREAM, type EventStore, type NewEvent } from '@ledger/event-store-port';
import { SqliteEventStore } from '@ledger/event-store-sqlite';
import { madeEvent } from './made-data.js';
import { medianOf, perSecond, type Measurement } from './measuring.js';

const EVENTS_A_CALL = 1_000;
const CALLS = 100;
const SINGLES = 4_000;
const IN_FLIGHT = 64;
/** Enough for a log to sign several checkpoints. */
const IN_FLIGHT_BESIDE = 40_000;
const RUNS = 3;

interface Row {
  readonly stream: string;
  readonly revision: number;
  readonly event: NewEvent;
}

/**
 * The cost of an append, compared with better-sqlite3 inserting the same bytes into one table
 * with the same indexes and durability.
 */
export async function benchAppends(folder: string): Promise<Measurement[]> {
  const raw = await medianOf(RUNS, () => rawInserts(fresh(folder)));
  const many = await medianOf(RUNS, () => appendsOfMany(fresh(folder)));
  const one = await medianOf(RUNS, () => appendsOfOne(fresh(folder), 1, SINGLES / 4));
  const abreast = await medianOf(RUNS, () => appendsOfOne(fresh(folder), IN_FLIGHT, SINGLES));
  return [
    { name: 'raw limit: inserts, 1,000 a transaction', value: raw, unit: 'events/s' },
    {
      name: 'appends, 1,000 events a call',
      value: many,
      unit: 'events/s',
      ratio: { of: 'raw limit', value: many / raw, atLeast: 0.5 },
    },
    { name: 'appends, one event a call, one at a time', value: one, unit: 'events/s' },
    {
      name: `appends, one event a call, ${IN_FLIGHT} in flight`,
      value: abreast,
      unit: 'events/s',
      ratio: { of: 'one at a time', value: abreast / one, atLeast: 8 },
    },
  ];
}

/** Work that goes on beside appends to a store; what it returns ends it, finished. */
export type Beside = (store: EventStore) => () => Promise<void>;

/** Nothing goes on beside them. */
export const nothing: Beside = () => async () => undefined;

/** Events per second with work beside the appends, in calls of 1,000 and one by one, abreast. */
export async function appendsBeside(
  folder: string,
  beside: Beside,
): Promise<{ readonly many: number; readonly abreast: number }> {
  return {
    many: await appendsOfMany(fresh(folder), beside),
    abreast: await appendsOfOne(fresh(folder), IN_FLIGHT, IN_FLIGHT_BESIDE, beside),
  };
}

let files = 0;

function fresh(folder: string): string {
  files += 1;
  return join(folder, `appends-${files}.db`);
}

function rowsOfCall(call: number): Row[] {
  return Array.from({ length: EVENTS_A_CALL }, (_, i) => {
    const { event } = madeEvent(call * EVENTS_A_CALL + i);
    return { stream: `figure-bench/${call}`, revision: i, event };
  });
}

async function rawInserts(file: string): Promise<number> {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  // The ledger's own setting: the checkpoint interval must not decide the comparison.
  database.pragma('wal_autocheckpoint = 16000');
  database.exec(
    'CREATE TABLE events (position INTEGER PRIMARY KEY, stream TEXT NOT NULL, ' +
      'revision INTEGER NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL, body TEXT NOT NULL, ' +
      'UNIQUE (stream, revision)) STRICT',
  );
  const insert = database.prepare(
    'INSERT INTO events (stream, revision, id, type, body) VALUES (?, ?, ?, ?, ?)',
  );
  const calls = Array.from({ length: CALLS }, (_, call) => rowsOfCall(call));
  const insertAll = database.transaction((rows: readonly Row[]) => {
    for (const { stream, revision, event } of rows) {
      insert.run(stream, revision, event.id, event.type, event.body);
    }
  });
  const rate = await perSecond(CALLS * EVENTS_A_CALL, () => {
    for (const rows of calls) insertAll(rows);
  });
  database.close();
  return rate;
}

async function appendsOfMany(file: string, beside = nothing): Promise<number> {
  const store = SqliteEventStore.open({ file });
  const calls = Array.from({ length: CALLS }, (_, call) => rowsOfCall(call));
  const rate = await perSecond(CALLS * EVENTS_A_CALL, async () => {
    const end = beside(store);
    for (const rows of calls) {
      const events = rows.map(({ event }) => event);
      await store.append(rows[0]?.stream ?? '', NO_STREAM, events);
    }
    await end();
  });
  await store.close();
  return rate;
}

async function appendsOfOne(
  file: string,
  inFlight: number,
  count: number,
  beside = nothing,
): Promise<number> {
  const store = SqliteEventStore.open({ file });
  const made = Array.from({ length: count }, (_, number) => madeEvent(number));
  const waiting = made.values();
  const writer = async (): Promise<void> => {
    for (const { stream, event } of waiting) await store.append(stream, NO_STREAM, [event]);
  };
  const rate = await perSecond(count, async () => {
    const end = beside(store);
    await Promise.all(Array.from({ length: inFlight }, writer));
    await end();
  });
  await store.close();
  return rate;
}
