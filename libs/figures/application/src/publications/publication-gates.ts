/**
 * Keeps reports out of a publication while it is being sealed.
 *
 * Any number of batches may report into a publication at once; sealing waits for those under
 * way, and later batches wait for the seal. First come, first served, so neither side starves.
 *
 * This holds within one process. Between processes, a report that was decided before another
 * process's seal may be appended after it: its reporter then counts the publication again and
 * seals it again.
 */
export class PublicationGates {
  readonly #gates = new Map<string, Gate>();

  /**
   * Works on several publications while none of them is being sealed.
   *
   * The gates are entered in order of their names, which prevents a deadlock between two
   * batches.
   */
  async open<Result>(
    publications: Iterable<string>,
    work: () => Promise<Result>,
  ): Promise<Result> {
    const ids = [...new Set(publications)].sort();
    const passed: string[] = [];
    try {
      for (const id of ids) {
        await this.#enter(id, false);
        passed.push(id);
      }
      return await work();
    } finally {
      for (const id of passed) this.#leave(id);
    }
  }

  /** Works on one publication while nobody reports into it. */
  async shut<Result>(publication: string, work: () => Promise<Result>): Promise<Result> {
    await this.#enter(publication, true);
    try {
      return await work();
    } finally {
      this.#leave(publication);
    }
  }

  async #enter(id: string, alone: boolean): Promise<void> {
    let gate = this.#gates.get(id);
    if (gate === undefined)
      this.#gates.set(id, (gate = { inside: 0, isShut: false, waiting: [] }));
    if (gate.waiting.length === 0 && mayEnter(gate, alone)) {
      enter(gate, alone);
      return;
    }
    const { waiting } = gate;
    await new Promise<void>((admit) => waiting.push({ alone, admit }));
  }

  #leave(id: string): void {
    const gate = this.#gates.get(id);
    if (gate === undefined) return;
    gate.inside -= 1;
    gate.isShut = false;
    for (let next = gate.waiting[0]; next !== undefined; next = gate.waiting[0]) {
      if (!mayEnter(gate, next.alone)) break;
      gate.waiting.shift();
      // Entered on the waiter's behalf: it runs later, and the gate must be held until then.
      enter(gate, next.alone);
      next.admit();
    }
    if (gate.inside === 0) this.#gates.delete(id);
  }
}

interface Gate {
  inside: number;
  isShut: boolean;
  readonly waiting: { readonly alone: boolean; readonly admit: () => void }[];
}

function mayEnter(gate: Gate, alone: boolean): boolean {
  return alone ? gate.inside === 0 : !gate.isShut;
}

function enter(gate: Gate, alone: boolean): void {
  gate.inside += 1;
  gate.isShut = alone;
}
