/** The transparency log, as far as it is served. */
export interface ServedLog {
  /** The bytes of the checkpoint or of a tile, by its path; undefined if there is none. */
  read(path: string): Promise<Uint8Array | undefined>;
  /**
   * The proof that the entry of a position stands in the log, as a tlog-proof file; undefined while
   * no checkpoint covers it.
   */
  proof(position: number): Promise<string | undefined>;
}

/** What the log is provided under. */
export const SERVED_LOG = Symbol('the transparency log');
