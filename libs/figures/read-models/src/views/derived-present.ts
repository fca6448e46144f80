import { setTimeout as sleep } from 'node:timers/promises';
import type { FreshnessReader } from './freshness.js';
import { ViewsBehind, ViewsNotBuilt } from './read-refusals.js';

/** How long a question waits for views that are derived from others. */
const WAIT_MS = 5_000;
const LOOK_EVERY_MS = 5;

/** Waits for views that are derived from others and follow them by a moment. */
export class DerivedPresent {
  readonly #freshness: FreshnessReader;

  constructor(freshness: FreshnessReader) {
    this.#freshness = freshness;
  }

  /**
   * Resolves once they reflect a position. Right after the first events, they may not be there yet.
   *
   * @throws {ViewsBehind | ViewsNotBuilt} they did not get there in time
   * @throws {ViewsUnavailable}
   */
  async reflecting(position: number): Promise<void> {
    const giveUpAt = performance.now() + WAIT_MS;
    for (;;) {
      const isLast = performance.now() >= giveUpAt;
      const reached = await this.#reached(isLast);
      if (reached >= position) return;
      if (isLast) throw new ViewsBehind(position, reached, WAIT_MS);
      await sleep(LOOK_EVERY_MS);
    }
  }

  async #reached(isLast: boolean): Promise<number> {
    try {
      return (await this.#freshness.read()).position;
    } catch (error) {
      if (isLast || !(error instanceof ViewsNotBuilt)) throw error;
      return NOT_BUILT;
    }
  }
}

/** Before every position. */
const NOT_BUILT = -1;
