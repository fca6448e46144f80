import { setTimeout as sleep } from 'node:timers/promises';
import type { ProjectionHealth } from './freshness.js';
import { ViewsBehind, ViewsNotBuilt } from './read-refusals.js';
import type { ViewReader } from './view-reader.js';

/** How often to poll while a caller waits. */
const LOOK_EVERY_MS = 4;

/** How fresh the views are, and waiting for them: read your own write. */
export class Views {
  readonly #reader: ViewReader;
  #look: Promise<number> | undefined;

  constructor(reader: ViewReader) {
    this.#reader = reader;
  }

  /** The last position that any query saw. Rebuilt views may be behind it. */
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
   * The position the views reflect now: 0 while they are being built for the first time.
   *
   * @throws {ViewsUnavailable}
   */
  async reached(): Promise<number> {
    try {
      return await this.currentPosition();
    } catch (error) {
      if (error instanceof ViewsNotBuilt) return 0;
      throw error;
    }
  }

  /**
   * Waits until the views reflect a position, and resolves with theirs.
   *
   * @throws {ViewsBehind} they did not get there in time
   * @throws {ViewsUnavailable}
   */
  async waitFor(position: number, timeoutMs: number): Promise<number> {
    const deadline = performance.now() + timeoutMs;
    let reached = await this.reached();
    while (reached < position) {
      if (performance.now() >= deadline) throw new ViewsBehind(position, reached, timeoutMs);
      reached = await this.#nextLook();
    }
    return reached;
  }

  /**
   * The result of `read` on views that reflect at least a position until it has finished: views
   * that are rebuilt meanwhile may fall behind it, and are then read again.
   *
   * @param read given the position the views reflect
   * @throws {ViewsBehind} they did not get to the position in time
   * @throws {ViewsUnavailable}
   */
  async readFrom<Answer>(
    position: number,
    timeoutMs: number,
    read: (reached: number) => Promise<Answer>,
  ): Promise<Answer> {
    for (;;) {
      await this.waitFor(position, timeoutMs);
      const before = await this.#reader.freshness.read();
      if (before.position < position) continue;
      const answer = await read(before.position);
      if ((await this.#reader.freshness.read()).builds === before.builds) return answer;
    }
  }

  /** The state of each projection. */
  health(): Promise<readonly ProjectionHealth[]> {
    return this.#reader.freshness.health();
  }

  /** One poll of the views serves all waiting callers. */
  #nextLook(): Promise<number> {
    this.#look ??= sleep(LOOK_EVERY_MS)
      .then(() => this.reached())
      .finally(() => (this.#look = undefined));
    return this.#look;
  }
}
