import { pause } from '@ledger/kernel';

/** Something that is done by one bridge at a time, until its signal. */
export type SoleWork = (signal: AbortSignal) => Promise<void>;

/** Work that begins and ends with the turn, until whoever takes turns leaves. */
export class Turn {
  readonly #work: SoleWork;
  readonly #failed: (error: unknown) => void;
  #current: AbortController | undefined;
  #ended: Promise<void> = Promise.resolve();
  #hasLeft = false;

  /** @param failed told of what the work, or the wait before it, throws */
  constructor(work: SoleWork, failed: (error: unknown) => void) {
    this.#work = work;
    this.#failed = failed;
  }

  /** Begins after a wait, once what was done before has ended; nothing if it has begun. */
  begin(waitMsOf: () => Promise<number>): void {
    if (this.#hasLeft || this.#current !== undefined) return;
    const current = (this.#current = new AbortController());
    this.#ended = this.#ended.then(() => this.#do(current.signal, waitMsOf));
  }

  /** Lets what is done end. */
  end(): void {
    this.#current?.abort();
    this.#current = undefined;
  }

  /**
   * Lets what is done end, and begins nothing any more: a member that is about to leave its group
   * may still be given the turn, and nobody would ever end what it then began.
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
