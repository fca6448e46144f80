import { BackOff } from './back-off.js';

const NEVER = new AbortController().signal;

/** How often, and for how long, one call is made again. */
export class RetryBudget {
  readonly #endsAt: number;
  readonly #backOff = new BackOff();

  constructor(retryMs: number) {
    this.#endsAt = performance.now() + retryMs;
  }

  /** Waits a little, longer each time; false, at once, when it is at an end. */
  async again(): Promise<boolean> {
    if (performance.now() >= this.#endsAt) return false;
    this.#backOff.failed();
    await this.#backOff.passed(NEVER);
    return true;
  }
}
