import { setTimeout as sleep } from 'node:timers/promises';
import type { ProjectionHealth } from './reading/freshness.js';
import { ViewsBehind, ViewsNotBuilt } from './reading/read-refusals.js';
import type { ViewReader } from './reading/view-reader.js';

/** How often to look while somebody waits. */
const LOOK_EVERY_MS = 4;

/** How fresh the views are, and waiting for them: read your own write. */
export class Views {
  readonly #reader: ViewReader;
  #look: Promise<number> | undefined;

  constructor(reader: ViewReader) {
    this.#reader = reader;
  }

  /** The position that any question last met; it only grows, and is never more than is true. */
  get position(): number {
    return this.#reader.freshness.lastPosition;
  }

  /**
   * The position the views reflect now.
   *
   * @throws {ViewsNotBuilt | ViewsUnavailable}
   */
  async currentPosition(): Promise<number> {
    return (await this.#reader.freshness.read()).position;
  }

  /**
   * Resolves with a position not before the one that is waited for.
   *
   * @throws {ViewsBehind} they did not get there in time
   * @throws {ViewsUnavailable}
   */
  async waitFor(position: number, timeoutMs: number): Promise<number> {
    if (this.position >= position) return this.position;
    const deadline = performance.now() + timeoutMs;
    let reached = await this.#reached();
    while (reached < position) {
      if (performance.now() >= deadline) throw new ViewsBehind(position, reached, timeoutMs);
      reached = await this.#nextLook();
    }
    return reached;
  }

  /** How each projection is. */
  health(): Promise<readonly ProjectionHealth[]> {
    return this.#reader.freshness.health();
  }

  /** However many wait, the views are looked at once for all of them. */
  #nextLook(): Promise<number> {
    this.#look ??= sleep(LOOK_EVERY_MS)
      .then(() => this.#reached())
      .finally(() => (this.#look = undefined));
    return this.#look;
  }

  /** Views that are being built for the first time reflect nothing yet. */
  async #reached(): Promise<number> {
    try {
      return await this.currentPosition();
    } catch (error) {
      if (error instanceof ViewsNotBuilt) return 0;
      throw error;
    }
  }
}
