import { Kysely, SqliteDialect, type SqliteDatabase, type SqliteStatement } from 'kysely';
import type { Database, Statement } from 'better-sqlite3';
import type { Table } from '@ledger/projections-port';
import { translated } from './driver-errors.js';
import { openForReading, type ViewsFileOptions } from './views-file.js';

/** More than all statements of all queries; bounds the memory of one-off statements. */
const STATEMENTS_MAX = 500;

/** The file of the views to read, and the tables in it. */
export interface SqliteViewsOptions extends ViewsFileOptions {
  /** Those with events have to be named where the events are read in the log. */
  readonly tables?: readonly Table[];
}

/**
 * The views for reading, through the query builder that all databases share.
 *
 * @typeParam Views the rows of each table by its name
 * @throws {ViewsShapeUnknown} the file is something else
 * @throws {ViewsUnavailable} the file cannot be opened now; so does every query that fails
 */
export function openSqliteViews<Views>(options: SqliteViewsOptions): Kysely<Views> {
  const database = new PreparedDatabase(openForReading(options, options.tables ?? []));
  return new Kysely<Views>({ dialect: new SqliteDialect({ database }) });
}

/** Prepares each statement once: preparing costs more than running it. */
class PreparedDatabase implements SqliteDatabase {
  readonly #connection: Database;
  readonly #statements = new Map<string, SqliteStatement>();

  constructor(connection: Database) {
    this.#connection = connection;
  }

  prepare(sql: string): SqliteStatement {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const prepared = this.#prepared(sql);
    if (this.#statements.size >= STATEMENTS_MAX) this.#dropOldest();
    this.#statements.set(sql, prepared);
    return prepared;
  }

  close(): void {
    this.#connection.close();
  }

  #dropOldest(): void {
    for (const sql of this.#statements.keys()) {
      this.#statements.delete(sql);
      return;
    }
  }

  #prepared(sql: string): SqliteStatement {
    const statement = guarded(() => this.#connection.prepare(sql));
    return {
      reader: statement.reader,
      all: (values) => guarded(() => statement.all(...values)),
      run: (values) => guarded(() => statement.run(...values)),
      // A statement is busy while it is iterated: each iteration gets a statement of its own.
      iterate: (values) => guarded(() => iterate(this.#connection.prepare(sql), values)),
    };
  }
}

function iterate(statement: Statement, values: readonly unknown[]): IterableIterator<unknown> {
  return statement.iterate(...values);
}

function guarded<Answer>(work: () => Answer): Answer {
  try {
    return work();
  } catch (error) {
    throw translated(error);
  }
}
