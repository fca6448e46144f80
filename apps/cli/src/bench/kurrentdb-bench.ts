import { randomUUID } from 'node:crypto';
import { KurrentDbEventStore } from '@ledger/event-store-kurrentdb';
import { NO_STREAM, type EventStore } from '@ledger/event-store-port';
import { madeEvent } from './made-data.js';
import { medianOf, perSecond, type Measurement } from './measuring.js';

const RUNS = 3;
const SINGLES = 4_000;
const IN_FLIGHT = 64;
const CALLS = 100;
const EVENTS_A_CALL = 500;

/**
 * What appends through the adapter cost, from one process. Skipped unless `EVENTSTORE_URL` names a
 * server; leaves streams behind on it whose names begin with `bench_`.
 */
export async function benchKurrentDb(): Promise<Measurement[]> {
  const url = process.env['EVENTSTORE_URL'] ?? '';
  if (url === '') return [SKIPPED];
  const abreast = await medianOf(RUNS, () => withStore(url, appendsOfOne));
  const many = await medianOf(RUNS, () => withStore(url, appendsOfMany));
  const unit = 'events/s';
  return [
    {
      name: `appends to KurrentDB, one event a call, ${IN_FLIGHT} in flight`,
      value: abreast,
      unit,
    },
    { name: `appends to KurrentDB, ${EVENTS_A_CALL} events a call`, value: many, unit },
  ];
}

const SKIPPED: Measurement = {
  name: 'appends to KurrentDB: skipped, EVENTSTORE_URL names no server',
  value: 0,
  unit: 'events/s',
  note: 'Set EVENTSTORE_URL=kurrentdb://user:password@host:2113?tls=true.',
};

async function withStore(
  url: string,
  measure: (store: EventStore) => Promise<number>,
): Promise<number> {
  const streamPrefix = `bench_${randomUUID().replaceAll('-', '')}-`;
  const store = new KurrentDbEventStore({ connectionString: url, streamPrefix });
  try {
    return await measure(store);
  } finally {
    await store.close();
  }
}

async function appendsOfOne(store: EventStore): Promise<number> {
  const made = Array.from({ length: SINGLES }, (_, number) => madeEvent(number));
  const waiting = made.values();
  const writer = async (): Promise<void> => {
    for (const { stream, event } of waiting) await store.append(stream, NO_STREAM, [event]);
  };
  return perSecond(SINGLES, async () => {
    await Promise.all(Array.from({ length: IN_FLIGHT }, writer));
  });
}

async function appendsOfMany(store: EventStore): Promise<number> {
  const calls = Array.from({ length: CALLS }, (_, call) =>
    Array.from({ length: EVENTS_A_CALL }, (_, i) => madeEvent(call * EVENTS_A_CALL + i).event),
  );
  return perSecond(CALLS * EVENTS_A_CALL, async () => {
    for (const [call, events] of calls.entries()) {
      await store.append(`figure-bench/${call}`, NO_STREAM, events);
    }
  });
}
