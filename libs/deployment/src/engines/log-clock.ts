import { StoreUnavailable, type EventStore } from '@ledger/event-store-port';
import { clockOf, type Clock } from '@ledger/figures-application';
import { doublingBackOff, type Instant, retryUntilAborted, within } from '@ledger/kernel';

/** How long a start waits for a record that may answer at once. */
const AT_ONCE_MS = 500;

/**
 * The ledger's clock where the record may be out of reach at first: nothing is dated before it
 * was seen when the last event was.
 */
export class LogClock implements Clock {
  readonly #record: EventStore;
  readonly #stopping = new AbortController();
  #joined: Clock | undefined;

  private constructor(record: EventStore) {
    this.#record = record;
  }

  /** A clock that has joined the record if that answers at once, and else does so when it can. */
  static async start(record: EventStore): Promise<LogClock> {
    const clock = new LogClock(record);
    await within(AT_ONCE_MS, clock.#join(), () => undefined);
    return clock;
  }

  /**
   * The moment of what is about to be recorded.
   *
   * @throws {StoreUnavailable} the record has not been read yet
   */
  now(): Instant {
    if (this.#joined !== undefined) return this.#joined.now();
    throw new StoreUnavailable('it has not been reached since this process started');
  }

  /** Gives up joining. */
  stop(): void {
    this.#stopping.abort();
  }

  async #join(): Promise<void> {
    const { signal } = this.#stopping;
    // Whatever it is, readiness says what is wrong with the log.
    const retry = { signal, backOff: doublingBackOff, isOutage: () => true };
    await retryUntilAborted(retry, async () => {
      this.#joined = await clockOf(this.#record);
    });
  }
}
