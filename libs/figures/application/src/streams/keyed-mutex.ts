/**
 * Lets everybody in this process who works on the same thing do so one after the other, first
 * come, first served; who works on different things does not wait.
 *
 * It only saves conflicts. What keeps two writers apart is the event store's expected revision,
 * because the other writer may be another process.
 */
export class KeyedMutex {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Does the work when it is its turn, and answers what it answers. */
  async take<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(name);
    const turn = before === undefined ? work() : before.then(work, work);
    this.#last.set(name, turn);
    try {
      return await turn;
    } finally {
      if (this.#last.get(name) === turn) this.#last.delete(name);
    }
  }

  /**
   * Does work on several things when it is its turn on all of them. It stands in every line from
   * the moment it is called, so two who want the same things never wait for each other.
   */
  async takeAll<Result>(
    names: readonly string[],
    work: () => Promise<Result>,
  ): Promise<Result> {
    const before = names.flatMap((name) => this.#last.get(name) ?? []);
    const turn = Promise.allSettled(before).then(work);
    for (const name of names) this.#last.set(name, turn);
    try {
      return await turn;
    } finally {
      for (const name of names) if (this.#last.get(name) === turn) this.#last.delete(name);
    }
  }
}
