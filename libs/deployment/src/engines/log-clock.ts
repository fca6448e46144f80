import { StoreUnavailable, type EventStore } from '@ledger/event-store-port';
import { clockOf, type Clock } from '@ledger/figures-application';
import { doublingBackOff, type Instant, retryUntilAborted, within } from '@ledger/kernel';

/** How long startup waits for a log that may answer at once. */
const AT_ONCE_MS = 500;

/**
 * The ledger's clock for a log that may be out of reach at startup: nothing is dated before the
 * time of the last event has been read.
 */
export class LogClock implements Clock {
  readonly #eventStore: EventStore;
  readonly #stopping = new AbortController();
  #joined: Clock | undefined;

  private constructor(eventStore: EventStore) {
    this.#eventStore = eventStore;
  }

  /** Starts a clock that syncs with the log at once if that answers, and else in the background. */
  static async start(eventStore: EventStore): Promise<LogClock> {
    const clock = new LogClock(eventStore);
    await within(AT_ONCE_MS, clock.#join(), () => undefined);
    return clock;
  }

  /**
   * The time for the next events to be recorded.
   *
   * @throws {StoreUnavailable} the log has not been read yet
   */
  now(): Instant {
    if (this.#joined !== undefined) return this.#joined.now();
    throw new StoreUnavailable('it has not been reached since this process started');
  }

  /** Stops trying to sync with the log. */
  stop(): void {
    this.#stopping.abort();
  }

  async #join(): Promise<void> {
    const { signal } = this.#stopping;
    // Whatever the error is, readiness reports it.
    const retry = { signal, backOff: doublingBackOff, isOutage: () => true };
    await retryUntilAborted(retry, async () => {
      this.#joined = await clockOf(this.#eventStore);
    });
  }
}
