import { pause } from '@ledger/kernel';

/** Work that only one bridge does at a time, until its signal. */
export type SoleWork = (signal: AbortSignal) => Promise<void>;

/** Work that starts and stops with leadership, until the member leaves. */
export class Turn {
  readonly #work: SoleWork;
  readonly #failed: (error: unknown) => void;
  #current: AbortController | undefined;
  #ended: Promise<void> = Promise.resolve();
  #hasLeft = false;

  /** @param failed receives what the work, or the wait before it, throws */
  constructor(work: SoleWork, failed: (error: unknown) => void) {
    this.#work = work;
    this.#failed = failed;
  }

  /** Starts after a wait, once earlier work has ended; does nothing if started already. */
  begin(waitMsOf: () => Promise<number>): void {
    if (this.#hasLeft || this.#current !== undefined) return;
    const current = (this.#current = new AbortController());
    this.#ended = this.#ended.then(() => this.#do(current.signal, waitMsOf));
  }

  /** Stops the work. */
  end(): void {
    this.#current?.abort();
    this.#current = undefined;
  }

  /**
   * Stops the work for good: a member that is about to leave its group may still be elected, and
   * nothing would ever stop what it then started.
   */
  async leave(): Promise<void> {
    this.#hasLeft = true;
    this.end();
    await this.#ended;
  }

  async #do(signal: AbortSignal, waitMsOf: () => Promise<number>): Promise<void> {
    try {
      await pause(await waitMsOf(), signal);
      if (!signal.aborted) await this.#work(signal);
    } catch (error) {
      this.#failed(error);
    }
  }
}
