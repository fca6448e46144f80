import { decodeRecord, instantOf, type Instant } from '@ledger/kernel';
import { BEGINNING, type EventStore } from '@ledger/event-store-port';

/** The ledger's clock: says when an event was recorded. */
export interface Clock {
  /** Never earlier than what it said before. */
  now(): Instant;
}

/**
 * A clock that stands still where the machine's clock goes back, so that what was recorded later
 * is never dated earlier.
 */
export class MonotonicClock implements Clock {
  readonly #readMs: () => number;
  #lastMs = Number.NEGATIVE_INFINITY;
  #last = instantOf(0);

  /**
   * @param notBefore what it says at least
   * @param readMs milliseconds since 1970; the machine's clock by default
   */
  constructor(notBefore?: Instant, readMs: () => number = Date.now) {
    this.#readMs = readMs;
    if (notBefore !== undefined) this.#advance(Date.parse(notBefore));
  }

  now(): Instant {
    this.#advance(this.#readMs());
    return this.#last;
  }

  #advance(ms: number): void {
    if (ms <= this.#lastMs) return;
    this.#lastMs = ms;
    this.#last = instantOf(ms);
  }
}

/**
 * A clock for going on with a record: it never says a moment before the last recorded one, also
 * where the machine's clock was put back between two runs.
 *
 * @throws {StoreUnavailable} the store cannot be read now
 */
export async function clockOf(store: EventStore): Promise<Clock> {
  const head = await store.head();
  if (head === BEGINNING) return new MonotonicClock();
  const [last] = await store.readAll(head - 1, 1);
  return new MonotonicClock(
    last === undefined ? undefined : decodeRecord(last.body).recordedAt,
  );
}
