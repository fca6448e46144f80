/** How to learn of commits that nobody in this process made. */
export interface CommitPoll {
  readonly everyMs: number;
  /** True if there was, or may have been, a commit since it was last asked. */
  readonly moved: () => boolean;
}

/**
 * Lets the followers of a store sleep until something was committed.
 *
 * Whoever wants to sleep takes {@link count}, reads, and finding nothing waits for a commit behind
 * that count: a commit made while it was reading is then never slept through.
 */
export class CommitSignal {
  #count = 0;
  #timer: NodeJS.Timeout | undefined;
  readonly #sleepers = new Set<() => void>();
  readonly #poll: CommitPoll | undefined;

  /** @param poll asked only while somebody sleeps */
  constructor(poll?: CommitPoll) {
    this.#poll = poll;
  }

  /** How many commits were told of so far. */
  get count(): number {
    return this.#count;
  }

  /** Tells of a commit and wakes everybody. */
  notify(): void {
    this.#count += 1;
    for (const wake of this.#sleepers) wake();
  }

  /** Resolves at the first commit behind `count`, at once if it was already, or on abort. */
  async passed(count: number, signal: AbortSignal): Promise<void> {
    if (this.#count !== count || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = () => {
        signal.removeEventListener('abort', wake);
        this.#sleepers.delete(wake);
        if (this.#sleepers.size === 0) this.#stopPolling();
        resolve();
      };
      signal.addEventListener('abort', wake);
      this.#sleepers.add(wake);
      this.#startPolling();
    });
  }

  #startPolling(): void {
    const poll = this.#poll;
    if (poll === undefined || this.#timer !== undefined) return;
    this.#timer = setInterval(() => {
      if (poll.moved()) this.notify();
    }, poll.everyMs);
  }

  #stopPolling(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
