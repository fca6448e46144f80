import type { EventStore } from '@ledger/event-store-port';
import { decodeRecord } from '@ledger/kernel';

/** The part of the record that lags are counted in. */
export type LoggedLag = Pick<EventStore, 'head' | 'readAll'>;

/** How far somebody who follows the record is behind it. */
export interface Lag {
  /** Events that are not reflected yet, counted up to {@link LAG_EVENTS_MAX}. */
  readonly events: number;
  /** Age of the first of them; 0 if there is none. */
  readonly seconds: number;
}

/** Counting ends here: whoever is further behind is told apart by the seconds. */
export const LAG_EVENTS_MAX = 5_000;

const NONE: Lag = { events: 0, seconds: 0 };

/**
 * Counts the events behind positions. They are read for it, because positions have gaps: on some
 * servers they count bytes. For followers that are up with the record only its head is read.
 *
 * @param positions by follower
 * @throws {StoreAccessDenied | StoreUnavailable}
 */
export async function lagsBehind(
  record: LoggedLag,
  positions: ReadonlyMap<string, number>,
  nowMs: number,
): Promise<ReadonlyMap<string, Lag>> {
  const head = await record.head();
  const lags = new Map<number, Lag>();
  // Most followers stand at one position.
  for (const position of new Set(positions.values())) {
    lags.set(position, position < head ? await lagBehind(record, position, nowMs) : NONE);
  }
  return new Map([...positions].map(([name, position]) => [name, lags.get(position) ?? NONE]));
}

async function lagBehind(record: LoggedLag, position: number, nowMs: number): Promise<Lag> {
  const missing = await record.readAll(position, LAG_EVENTS_MAX);
  const first = missing[0];
  if (first === undefined) return NONE;
  const { recordedAt } = decodeRecord(first.body);
  // The clock that recorded it may be another machine's, and a little ahead.
  const seconds = Math.max(0, (nowMs - Date.parse(recordedAt)) / 1000);
  return { events: missing.length, seconds };
}
