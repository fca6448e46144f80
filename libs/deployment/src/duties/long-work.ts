import { messageOf, within } from '@ledger/kernel';

/** How long work may take to finish before its resources are closed. */
const FINISHED_WITHIN_MS = 5_000;

/** Work of a duty that runs until it is stopped. */
export class LongWork {
  readonly #stopping = new AbortController();
  readonly #finishedWithinMs: number;
  #refusal: string | undefined;
  #ended: Promise<void> = Promise.resolve();

  constructor(finishedWithinMs = FINISHED_WITHIN_MS) {
    this.#finishedWithinMs = finishedWithinMs;
  }

  /** Why it ended without being stopped; undefined while it runs. */
  get refusal(): string | undefined {
    return this.#refusal;
  }

  /**
   * Starts the work.
   *
   * @param run ends soon after its signal is aborted
   * @param onRefused called with what `run` throws
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
   * Resolves when the work has ended and its resources are closed. A server that does not
   * answer delays this by a few seconds at most: closing aborts pending requests.
   */
  async stop(close: () => Promise<void>): Promise<void> {
    this.#stopping.abort();
    await within(this.#finishedWithinMs, this.#ended, () => undefined);
    await close();
    await this.#ended;
  }
}
