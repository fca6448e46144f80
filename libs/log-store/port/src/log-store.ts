/** Something the log keeps under a path: a tile, an entry bundle, the checkpoint. */
export interface LogObject {
  /** Segments of letters, digits, dots and hyphens between single slashes. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The right to write to a log, which one process has at a time. */
export interface LogLock {
  /** Repeatable. */
  release(): void;
}

/**
 * Where a transparency log keeps what it serves. Every method may be called again after any
 * failure, also one after which it was stored all the same.
 */
export interface LogStore {
  /**
   * The bytes at a path; undefined if nothing is there.
   *
   * @throws {LogStoreUnavailable}
   */
  read(path: string): Promise<Uint8Array | undefined>;

  /**
   * Keeps objects that never change: each of them whole or not at all, in no order, and all safe
   * from a power cut once this resolves. What is there already with the same bytes stays.
   *
   * @throws {LogObjectDiffers} one is there with other bytes, and was left as it is
   * @throws {LogStoreUnavailable} some of them may be there and others not
   */
  write(objects: readonly LogObject[]): Promise<void>;

  /**
   * Puts an object in place of what is there: readers see the one or the other whole, and the new
   * one is safe from a power cut once this resolves.
   *
   * @throws {LogStoreUnavailable} it may be there or not
   */
  replace(object: LogObject): Promise<void>;

  /**
   * Takes the right to write, if nobody has it. It goes with the process that has it.
   *
   * @throws {LogStoreUnavailable}
   */
  lock(): Promise<LogLock | undefined>;
}
