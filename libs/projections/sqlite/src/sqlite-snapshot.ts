import {
  ProjectionNotBuilt,
  type BuildRow,
  type Checkpoint,
  type Projection,
  type SqlValue,
  type Table,
  type ViewSnapshot,
} from '@ledger/projections-port';
import type { Database } from 'better-sqlite3';
import { checkpointOf } from './projection-builds.js';
import { translated } from './driver-errors.js';
import { selectRows } from './table-sql.js';

const ROWS_BATCH = 1_000;
const DAMAGES_MAX = 20;

/** A read transaction on a separate connection: it does not see later writes. */
export class SqliteSnapshot implements ViewSnapshot {
  readonly checkpoint: Checkpoint;
  readonly #connection: Database;

  private constructor(connection: Database, checkpoint: Checkpoint) {
    this.#connection = connection;
    this.checkpoint = checkpoint;
  }

  /**
   * Takes over a connection, and closes it if there is nothing to read.
   *
   * @throws {ProjectionNotBuilt} no build of this version is active
   * @throws {ViewsUnavailable}
   */
  static take(connection: Database, { name, version }: Projection): SqliteSnapshot {
    try {
      connection.exec('BEGIN');
      const row = connection
        .prepare<[string, number], BuildRow>(ACTIVE_BUILD)
        .get(name, version);
      if (row === undefined) throw new ProjectionNotBuilt(name, version);
      return new SqliteSnapshot(connection, checkpointOf(row));
    } catch (error) {
      connection.close();
      throw translated(error);
    }
  }

  async *rows(table: Table): AsyncGenerator<readonly (readonly SqlValue[])[], void, undefined> {
    try {
      const statement = this.#connection
        .prepare<[], readonly SqlValue[]>(selectRows(table))
        .raw();
      let batch: (readonly SqlValue[])[] = [];
      for (const row of statement.iterate()) {
        batch.push(row);
        if (batch.length < ROWS_BATCH) continue;
        yield batch;
        batch = [];
      }
      if (batch.length > 0) yield batch;
    } catch (error) {
      throw translated(error);
    }
  }

  async damages(): Promise<readonly string[]> {
    try {
      const found = this.#connection.prepare<[], string>(
        `PRAGMA main.integrity_check(${DAMAGES_MAX})`,
      );
      return found
        .pluck()
        .all()
        .filter((line) => line !== 'ok');
    } catch (error) {
      throw translated(error);
    }
  }

  async close(): Promise<void> {
    this.#connection.close();
  }
}

const ACTIVE_BUILD =
  'SELECT * FROM projection_builds ' +
  `WHERE projection = ? AND version = ? AND state = 'active'`;
