/** An object of the log under a path: a tile, an entry bundle, the checkpoint. */
export interface LogObject {
  /** Segments of letters, digits, dots and hyphens between single slashes. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The right to write to a log, held by one process at a time. */
export interface LogLock {
  /** Repeatable. */
  release(): void;
}

/**
 * Where a transparency log keeps what it serves. Every method may be called again after any
 * failure, even if the failed call was stored.
 */
export interface LogStore {
  /**
   * The bytes at a path; undefined if there are none.
   *
   * @throws {LogStoreUnavailable}
   */
  read(path: string): Promise<Uint8Array | undefined>;

  /**
   * Writes immutable objects: each of them whole or not at all, in no order, and all on disk
   * once this resolves. Existing objects with the same bytes stay.
   *
   * @throws {LogObjectDiffers} one exists with other bytes, and was left unchanged
   * @throws {LogStoreUnavailable} some of them may be stored and others not
   */
  write(objects: readonly LogObject[]): Promise<void>;

  /**
   * Replaces an object atomically: readers see the old or the new one whole, and the new one is
   * on disk once this resolves.
   *
   * @throws {LogStoreUnavailable} it may be stored or not
   */
  replace(object: LogObject): Promise<void>;

  /**
   * Acquires the right to write, if it is free. It is released when the process ends.
   *
   * @throws {LogStoreUnavailable}
   */
  lock(): Promise<LogLock | undefined>;
}
