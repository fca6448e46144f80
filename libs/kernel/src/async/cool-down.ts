import type { BackOff } from './back-off.js';
import { pause } from './pause.js';

/**
 * A back-off shared by all callers of a server: longer after each failure, until it answers.
 *
 * All callers wait for the same moment, so a server that comes back receives one new connection
 * and not a crowd.
 */
export class CoolDown {
  readonly #backOff: BackOff;
  #failures = 0;
  #notBefore = 0;

  constructor(backOff: BackOff) {
    this.#backOff = backOff;
  }

  /** Notes a failure: the delay starts now. */
  failed(): void {
    this.#notBefore = performance.now() + this.#backOff(this.#failures++);
  }

  /** Notes an answer: the delay ends. */
  answered(): void {
    this.#failures = 0;
    this.#notBefore = 0;
  }

  /** Resolves when it is time to try again, or on abort. */
  async passed(signal: AbortSignal): Promise<void> {
    const waitMs = this.#notBefore - performance.now();
    if (waitMs > 0 && !signal.aborted) await pause(waitMs, signal);
  }
}
