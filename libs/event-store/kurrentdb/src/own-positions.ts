/** The most streams remembered; one that is forgotten costs a conflict and is known again. */
const STREAMS_MAX = 10_000;

/** How many events that are not the ledger's stand in its streams, as far as that is known. */
export class OwnPositions {
  readonly #foreign = new Map<string, number>();

  /** How much higher the server counts in a stream. */
  foreignIn(stream: string): number {
    return this.#foreign.get(stream) ?? 0;
  }

  /** Takes down what was found; true if something else was known. */
  note(stream: string, foreign: number): boolean {
    if (this.foreignIn(stream) === foreign) return false;
    const [oldest] = this.#foreign.keys();
    if (this.#foreign.size >= STREAMS_MAX && oldest !== undefined) this.#foreign.delete(oldest);
    this.#foreign.set(stream, foreign);
    return true;
  }
}
