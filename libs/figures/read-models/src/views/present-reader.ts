import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '@ledger/kernel';
import type { Freshness, FreshnessReader } from './freshness.js';
import { ViewsBehind } from './read-refusals.js';

/** How long a question about a past moment waits for the views. */
const WAIT_MS = 5_000;
const LOOK_EVERY_MS = 10;

/**
 * How long an event may take to appear in the log after its timestamp was taken: the time
 * between an append being dated and its being on disk.
 */
const SETTLED_AFTER_MS = 2_000;

/** What determines the present. */
export interface PresentReaderParts {
  readonly freshness: FreshnessReader;
  readonly now: () => Instant;
  readonly head?: () => Promise<number>;
}

/** Reads how fresh the views are, once they are fresh enough for a question. */
export class PresentReader {
  readonly #parts: PresentReaderParts;

  constructor(parts: PresentReaderParts) {
    this.#parts = parts;
  }

  /**
   * How fresh the views are once they reflect everything that can still be recorded by a
   * moment. That cannot be known of a future moment, so it is not waited for.
   *
   * @throws {ViewsBehind} they did not get there in time
   * @throws {ViewsNotBuilt | ViewsUnavailable | StoreUnavailable}
   */
  async freshnessFor(moment: Instant | undefined): Promise<Freshness> {
    const { freshness, now, head } = this.#parts;
    const found = await freshness.read();
    if (moment === undefined || moment <= found.recordedAt) return found;
    if (head === undefined || moment > now()) return found;
    const unsettledMs = Date.parse(moment) + SETTLED_AFTER_MS - Date.parse(now());
    if (unsettledMs > 0) await sleep(unsettledMs);
    return this.#reflecting(await head(), moment);
  }

  /**
   * Waits for views that reflect the position, or at least all that was recorded by the moment.
   */
  async #reflecting(position: number, moment: Instant): Promise<Freshness> {
    const giveUpAt = performance.now() + WAIT_MS;
    for (;;) {
      const found = await this.#parts.freshness.read();
      if (found.position >= position || moment <= found.recordedAt) return found;
      if (performance.now() >= giveUpAt) {
        throw new ViewsBehind(position, found.position, WAIT_MS);
      }
      await sleep(LOOK_EVERY_MS);
    }
  }
}
