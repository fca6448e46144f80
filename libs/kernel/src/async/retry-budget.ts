import type { BackOff } from './back-off.js';
import { pause } from './pause.js';

/**
 * Decides whether a failed call is tried again, and waits before it, longer each time, until its
 * time is over.
 */
export class RetryBudget {
  readonly #endsAt: number;
  readonly #backOff: BackOff;
  #failures = 0;

  /** @param retryMs how long from now an attempt may be followed by another */
  constructor(retryMs: number, backOff: BackOff) {
    this.#endsAt = performance.now() + retryMs;
    this.#backOff = backOff;
  }

  /** Waits before the next attempt, longer each time; false at once when the time is over. */
  async again(): Promise<boolean> {
    if (performance.now() >= this.#endsAt) return false;
    await pause(this.#backOff(this.#failures++));
    return true;
  }
}
