/**
 * Runs work under the same key one after the other, first come, first served; work under
 * different keys runs concurrently. It works within this process only.
 */
export class KeyedMutex {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs the work once all earlier work under its key has ended, and returns its result. */
  async run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(key);
    const turn = before === undefined ? work() : before.then(work, work);
    this.#last.set(key, turn);
    try {
      return await turn;
    } finally {
      if (this.#last.get(key) === turn) this.#last.delete(key);
    }
  }

  /**
   * Runs work under several keys at once. It is queued under all of them as it is called, so two
   * that share keys never wait for each other.
   */
  async runUnderAll<Result>(
    keys: readonly string[],
    work: () => Promise<Result>,
  ): Promise<Result> {
    const before = keys.flatMap((key) => this.#last.get(key) ?? []);
    const turn = Promise.allSettled(before).then(work);
    for (const key of keys) this.#last.set(key, turn);
    try {
      return await turn;
    } finally {
      for (const key of keys) if (this.#last.get(key) === turn) this.#last.delete(key);
    }
  }
}
