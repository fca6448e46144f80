/** The most streams remembered; a forgotten one costs a conflict and is then known again. */
const STREAMS_MAX = 10_000;

/** The number of foreign events in the ledger's streams, as far as it is known. */
export class OwnPositions {
  readonly #foreign = new Map<string, number>();

  /** The difference between the server's revision and the ledger's in a stream. */
  foreignIn(stream: string): number {
    return this.#foreign.get(stream) ?? 0;
  }

  /** Stores what was found; true if it differs from what was known. */
  note(stream: string, foreign: number): boolean {
    if (this.foreignIn(stream) === foreign) return false;
    const [oldest] = this.#foreign.keys();
    if (this.#foreign.size >= STREAMS_MAX && oldest !== undefined) this.#foreign.delete(oldest);
    this.#foreign.set(stream, foreign);
    return true;
  }
}
