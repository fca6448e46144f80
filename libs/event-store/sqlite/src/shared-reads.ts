import type { Database, Statement } from 'better-sqlite3';

/**
 * Lets the reads of one synchronous run share a transaction, from the second on. A read by itself
 * locks and unlocks the file, which takes as long as finding that a stream does not exist.
 *
 * They see one moment of the store, which ends before anything else runs than the microtasks that
 * were queued already: writes, and reads that have to be current, call {@link end} first.
 */
export class SharedReads {
  readonly #connection: Database;
  readonly #begin: Statement<[]>;
  readonly #rollback: Statement<[]>;
  #count = 0;

  constructor(connection: Database) {
    this.#connection = connection;
    this.#begin = connection.prepare('BEGIN');
    this.#rollback = connection.prepare('ROLLBACK');
  }

  /** @throws what `read` throws, and what the driver throws */
  run<Answer>(read: () => Answer): Answer {
    this.#count += 1;
    if (this.#count === 1) queueMicrotask(() => this.end());
    if (this.#count === 2) this.#begin.run();
    return read();
  }

  /** Ends the shared transaction, if there is one: nothing was written in it. */
  end(): void {
    this.#count = 0;
    if (this.#connection.inTransaction) this.#rollback.run();
  }
}
