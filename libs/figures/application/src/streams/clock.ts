import { decodeRecord, instantOf, type Instant } from '@ledger/kernel';
import { BEGINNING, type EventStore } from '@ledger/event-store-port';

/** The ledger's clock: dates recorded events. */
export interface Clock {
  /** Never earlier than the last returned moment. */
  now(): Instant;
}

/**
 * A clock that stands still while the machine's clock is set back, so that what is recorded
 * later is never dated earlier.
 */
export class MonotonicClock implements Clock {
  readonly #readMs: () => number;
  #lastMs = Number.NEGATIVE_INFINITY;
  #last = instantOf(0);

  /**
   * @param notBefore the earliest moment it returns
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
 * A clock for continuing a log: it is never before the last recorded moment, even if the
 * machine's clock was set back between two runs.
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
