import { randomUUID } from 'node:crypto';
import { KurrentDbEventStore } from '@ledger/event-store-kurrentdb';
import { NO_STREAM } from '@ledger/event-store-port';
import { madeEvent } from './made-data.js';
import { medianIn, perSecond, type Measurement } from './measuring.js';
import { plainClient, type Appender } from './plain-client.js';

const RUNS = 3;
const SINGLES = 4_000;
const IN_FLIGHT = 64;
const CALLS = 100;
const EVENTS_A_CALL = 500;

/** The guarantees that the ledger adds to the client may cost a fifth of its throughput. */
const PLAIN_SHARE_MIN = 0.8;

/**
 * The cost of appends through the adapter, from one process. Skipped unless `EVENTSTORE_URL`
 * names a server; leaves streams behind on it whose names begin with `bench_`.
 */
export async function benchKurrentDb(): Promise<Measurement[]> {
  const url = process.env['EVENTSTORE_URL'] ?? '';
  if (url === '') return [SKIPPED];
  const abreast = await besidePlain(url, appendsOfOne);
  const many = await besidePlain(url, appendsOfMany);
  const unit = 'events/s';
  const of = 'the plain client on the same server';
  return [
    {
      name: `appends to KurrentDB, one event a call, ${IN_FLIGHT} in flight`,
      value: abreast.adapter,
      unit,
      ratio: { of, value: abreast.adapter / abreast.plain, atLeast: PLAIN_SHARE_MIN },
    },
    {
      name: `appends to KurrentDB, ${EVENTS_A_CALL} events a call`,
      value: many.adapter,
      unit,
      ratio: { of, value: many.adapter / many.plain },
    },
  ];
}

/** Alternates between the two, so that a slow moment of the machine affects both. */
async function besidePlain(
  url: string,
  measure: (appender: Appender) => Promise<number>,
): Promise<{ readonly adapter: number; readonly plain: number }> {
  const adapter: number[] = [];
  const plain: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    plain.push(await withAppender(plainClient(url, newPrefix()), measure));
    adapter.push(await withAppender(storeAt(url), measure));
  }
  return { adapter: medianIn(adapter), plain: medianIn(plain) };
}

const SKIPPED: Measurement = {
  name: 'appends to KurrentDB: skipped, EVENTSTORE_URL names no server',
  value: 0,
  unit: 'events/s',
  note: 'Set EVENTSTORE_URL=kurrentdb://user:password@host:2113?tls=true.',
};

async function withAppender(
  appender: Appender,
  measure: (appender: Appender) => Promise<number>,
): Promise<number> {
  try {
    return await measure(appender);
  } finally {
    await appender.close();
  }
}

function storeAt(connectionString: string): Appender {
  return new KurrentDbEventStore({ connectionString, streamPrefix: newPrefix() });
}

function newPrefix(): string {
  return `bench_${randomUUID().replaceAll('-', '')}-`;
}

async function appendsOfOne(store: Appender): Promise<number> {
  const made = Array.from({ length: SINGLES }, (_, number) => madeEvent(number));
  const waiting = made.values();
  const writer = async (): Promise<void> => {
    for (const { stream, event } of waiting) await store.append(stream, NO_STREAM, [event]);
  };
  return perSecond(SINGLES, async () => {
    await Promise.all(Array.from({ length: IN_FLIGHT }, writer));
  });
}

async function appendsOfMany(store: Appender): Promise<number> {
  const calls = Array.from({ length: CALLS }, (_, call) =>
    Array.from({ length: EVENTS_A_CALL }, (_, i) => madeEvent(call * EVENTS_A_CALL + i).event),
  );
  return perSecond(CALLS * EVENTS_A_CALL, async () => {
    for (const [call, events] of calls.entries()) {
      await store.append(`figure-bench/${call}`, NO_STREAM, events);
    }
  });
}
