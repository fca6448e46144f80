/** How to notice commits of other processes. */
export interface CommitPoll {
  readonly everyMs: number;
  /** True if there was, or may have been, a commit since the last call. */
  readonly moved: () => boolean;
}

/**
 * Lets the followers of a store sleep until something is committed.
 *
 * A follower takes {@link count}, reads and, finding nothing, waits for a commit after that
 * count: so it never misses a commit that was made while it was reading.
 */
export class CommitSignal {
  #count = 0;
  #timer: NodeJS.Timeout | undefined;
  readonly #sleepers = new Set<() => void>();
  readonly #poll: CommitPoll | undefined;

  /** @param poll called only while a follower sleeps */
  constructor(poll?: CommitPoll) {
    this.#poll = poll;
  }

  /** The number of commits so far. */
  get count(): number {
    return this.#count;
  }

  /** Counts a commit and wakes all followers. */
  notify(): void {
    this.#count += 1;
    for (const wake of this.#sleepers) wake();
  }

  /** Resolves at the first commit after `count`, at once if there was one already, or on abort. */
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
