import { StoreUnavailable, type EventStore } from '@ledger/event-store-port';
import { clockOf, type Clock } from '@ledger/figures-application';
import type { Instant } from '@ledger/kernel';
import { doublingBackOff, pause } from '@ledger/projections-port';

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
    const waiting = new AbortController();
    await Promise.race([clock.#join(), pause(AT_ONCE_MS, waiting.signal)]);
    waiting.abort();
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
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        this.#joined = await clockOf(this.#record);
        return;
      } catch {
        // Readiness says what is wrong with the record.
        await pause(doublingBackOff(failures), signal);
      }
    }
  }
}
