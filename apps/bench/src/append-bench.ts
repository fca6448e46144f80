import { join } from 'node:path';
import Database from 'better-sqlite3';
import { NO_STREAM, type NewEvent } from '@ledger/event-store-port';
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
  const rateOf = async (appends: Promise<AppendsBeside>) => (await appends).eventsPerSecond;
  const rate = (act: () => Promise<AppendsBeside>) => medianOf(RUNS, () => rateOf(act()));
  const many = await rate(() => appendsOfMany(fresh(folder)));
  const one = await rate(() => appendsOfOne(fresh(folder), 1, SINGLES / 4));
  const abreast = await rate(() => appendsOfOne(fresh(folder), IN_FLIGHT, SINGLES));
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

/** Work that goes on beside appends. */
export interface Beside {
  /** Resolves once it has done its work on so many events. */
  reaches(events: number): Promise<void>;
  end(): Promise<void>;
}

/** Begins the work on the events of a file; it resolves once appends can begin. */
export type StartWorkBeside = (file: string) => Promise<Beside>;

/** Nothing goes on beside appends. */
export const noWorkBeside: StartWorkBeside = async () => ({
  reaches: async () => undefined,
  end: async () => undefined,
});

/** How fast appends were with work beside them, and how long that work then still took. */
export interface AppendsBeside {
  /** Until all appends were answered. */
  readonly eventsPerSecond: number;
  /** From the last answer until the work had been done on all of them. */
  readonly secondsBehind: number;
  readonly events: number;
}

/** Appends with work beside them, in calls of 1,000 and one by one, abreast. */
export async function appendsBeside(
  folder: string,
  begin: StartWorkBeside,
): Promise<{ readonly many: AppendsBeside; readonly abreast: AppendsBeside }> {
  return {
    many: await appendsOfMany(fresh(folder), begin),
    abreast: await appendsOfOne(fresh(folder), IN_FLIGHT, IN_FLIGHT_BESIDE, begin),
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

async function appendsOfMany(file: string, begin = noWorkBeside): Promise<AppendsBeside> {
  const calls = Array.from({ length: CALLS }, (_, call) => rowsOfCall(call));
  return timed(file, CALLS * EVENTS_A_CALL, begin, async (store) => {
    for (const rows of calls) {
      const events = rows.map(({ event }) => event);
      await store.append(rows[0]?.stream ?? '', NO_STREAM, events);
    }
  });
}

async function appendsOfOne(
  file: string,
  inFlight: number,
  count: number,
  begin = noWorkBeside,
): Promise<AppendsBeside> {
  const made = Array.from({ length: count }, (_, number) => madeEvent(number));
  const waiting = made.values();
  return timed(file, count, begin, async (store) => {
    const writer = async (): Promise<void> => {
      for (const { stream, event } of waiting) await store.append(stream, NO_STREAM, [event]);
    };
    await Promise.all(Array.from({ length: inFlight }, writer));
  });
}

async function timed(
  file: string,
  events: number,
  begin: StartWorkBeside,
  append: (store: SqliteEventStore) => Promise<void>,
): Promise<AppendsBeside> {
  const store = SqliteEventStore.open({ file });
  const beside = await begin(file);
  const eventsPerSecond = await perSecond(events, () => append(store));
  const answeredAtMs = performance.now();
  await beside.reaches(events);
  const secondsBehind = (performance.now() - answeredAtMs) / 1000;
  await beside.end();
  await store.close();
  return { eventsPerSecond, secondsBehind, events };
}
