import type { EventStore } from '@ledger/event-store-port';
import { decodeRecord } from '@ledger/kernel';

/** The part of the log that lags are measured from. */
export type LagSource = Pick<EventStore, 'head' | 'readAll'>;

/** How far a follower is behind the log. */
export interface Lag {
  /** Events not reflected yet, counted up to {@link LAG_EVENTS_MAX}. */
  readonly events: number;
  /** Age of the first of them; 0 if there is none. */
  readonly seconds: number;
}

/** Counting stops here: beyond it, only the seconds show how large the lag is. */
export const LAG_EVENTS_MAX = 5_000;

const NONE: Lag = { events: 0, seconds: 0 };

/**
 * Counts the events after each position. The events are read, because positions have gaps: on
 * some servers they are byte offsets. For followers that are up to date only the head is read.
 *
 * @param positions by follower
 * @throws {StoreAccessDenied | StoreUnavailable}
 */
export async function lagsBehind(
  log: LagSource,
  positions: ReadonlyMap<string, number>,
  nowMs: number,
): Promise<ReadonlyMap<string, Lag>> {
  const head = await log.head();
  const lags = new Map<number, Lag>();
  // Most followers are at the same position.
  for (const position of new Set(positions.values())) {
    lags.set(position, position < head ? await lagBehind(log, position, nowMs) : NONE);
  }
  return new Map([...positions].map(([name, position]) => [name, lags.get(position) ?? NONE]));
}

async function lagBehind(log: LagSource, position: number, nowMs: number): Promise<Lag> {
  const missing = await log.readAll(position, LAG_EVENTS_MAX);
  const first = missing[0];
  if (first === undefined) return NONE;
  const { recordedAt } = decodeRecord(first.body);
  // The event may have been dated by another machine's clock, slightly ahead of this one.
  const seconds = Math.max(0, (nowMs - Date.parse(recordedAt)) / 1000);
  return { events: missing.length, seconds };
}
