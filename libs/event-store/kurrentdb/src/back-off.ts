import { setTimeout as pause } from 'node:timers/promises';

const FIRST_MS = 50;
const MAX_MS = 2_000;

/**
 * How long to leave a server in peace after each failure: longer every time, until it answers.
 *
 * Everybody who shares one waits for the same moment, so a server that comes back is met by one
 * new connection and not by a crowd.
 */
export class BackOff {
  #failures = 0;
  #notBefore = 0;

  /** Tells of a failure. */
  failed(): void {
    // Half of it is left to chance, so that processes that failed together do not return together.
    const longest = Math.min(FIRST_MS * 2 ** this.#failures, MAX_MS);
    this.#notBefore = performance.now() + longest * (0.5 + Math.random() / 2);
    this.#failures += 1;
  }

  /** Tells of an answer. */
  answered(): void {
    this.#failures = 0;
    this.#notBefore = 0;
  }

  /** Resolves when it is time to try again, or on abort. */
  async passed(signal: AbortSignal): Promise<void> {
    const waitMs = this.#notBefore - performance.now();
    if (waitMs <= 0 || signal.aborted) return;
    await pause(waitMs, undefined, { signal }).catch(() => undefined);
  }
}
