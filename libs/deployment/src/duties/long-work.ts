import { messageOf, within } from '@ledger/kernel';

/** How long work may take to finish what it is at before what it works with is taken away. */
const FINISHED_WITHIN_MS = 5_000;

/** Work of a duty that goes on until it is told to stop. */
export class LongWork {
  readonly #stopping = new AbortController();
  readonly #finishedWithinMs: number;
  #refusal: string | undefined;
  #ended: Promise<void> = Promise.resolve();

  constructor(finishedWithinMs = FINISHED_WITHIN_MS) {
    this.#finishedWithinMs = finishedWithinMs;
  }

  /** Why it ended without being told to; nothing while it goes on. */
  get refusal(): string | undefined {
    return this.#refusal;
  }

  /**
   * Begins.
   *
   * @param run ends soon after its signal
   * @param onRefused told of what `run` throws
   */
  begin(
    run: (signal: AbortSignal) => Promise<void>,
    onRefused: (error: unknown) => void = () => undefined,
  ): void {
    this.#ended = run(this.#stopping.signal).catch((error: unknown) => {
      this.#refusal = messageOf(error);
      onRefused(error);
    });
  }

  /**
   * Resolves when nothing is done any more and what it works with is closed. A server that has gone
   * silent keeps it no longer than a few seconds: closing breaks off what waits for its answer.
   */
  async stop(close: () => Promise<void>): Promise<void> {
    this.#stopping.abort();
    await within(this.#finishedWithinMs, this.#ended, () => undefined);
    await close();
    await this.#ended;
  }
}
