/** The transparency log as it is served. */
export interface ServedLog {
  /** The bytes of the checkpoint or of a tile, by its path; undefined if there is none. */
  read(path: string): Promise<Uint8Array | undefined>;
  /**
   * The inclusion proof of the entry at a position, as a tlog-proof file; undefined until a
   * checkpoint covers it.
   */
  proof(position: number): Promise<string | undefined>;
}

/** The injection token of the log. */
export const SERVED_LOG = Symbol('the transparency log');
