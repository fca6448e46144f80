import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import { Connections, type Loan } from './connections.js';
import { hasCode, leavesConnection, translated } from './driver-errors.js';
import type { PostgresViewsOptions } from './postgres-views-options.js';

/** More than all statements of all queries; a bound on what one-off statements can take. */
const STATEMENTS_MAX = 500;

/** A statement was prepared for tables of another shape. */
const PLAN_OUTDATED = '0A000';

/**
 * The views for reading, through the query builder that all databases share.
 *
 * Nothing is asked of the database before the first query. Every query throws
 * {@link ViewsShapeUnknown} if the schema is something else, and {@link ViewsUnavailable} if it
 * fails.
 *
 * @typeParam Views the rows of each table by its name
 */
export function openPostgresViews<Views>(options: PostgresViewsOptions): Kysely<Views> {
  const pool = new PreparingPool(new Connections(options));
  return new Kysely<Views>({ dialect: new PostgresDialect({ pool }) });
}

/** Connections on which each statement is prepared once: that costs more than running it. */
class PreparingPool implements PostgresPool {
  readonly options = {};
  readonly #connections: Connections;
  readonly #names = new Map<string, string>();

  constructor(connections: Connections) {
    this.#connections = connections;
  }

  async connect(): Promise<PostgresPoolClient> {
    const loan = await this.#connections.borrow();
    return preparingClient(loan, (sql) => this.#nameOf(sql));
  }

  end(): Promise<void> {
    return this.#connections.close();
  }

  /** What a statement is prepared as; those beyond the bound are not. */
  #nameOf(sql: string): string | undefined {
    const known = this.#names.get(sql);
    if (known !== undefined || this.#names.size >= STATEMENTS_MAX) return known;
    const name = `view-query-${this.#names.size + 1}`;
    this.#names.set(sql, name);
    return name;
  }
}

type NameOf = (sql: string) => string | undefined;

function preparingClient({ client, giveBack }: Loan, nameOf: NameOf): PostgresPoolClient {
  let isSound = true;
  const query = async (text: string, parameters: readonly unknown[]): Promise<unknown> => {
    const name = nameOf(text);
    try {
      return await client.query({
        ...(name && { name }),
        text,
        values: parameters.map(storable),
      });
    } catch (error) {
      isSound = leavesConnection(error) && !hasCode(error, PLAN_OUTDATED);
      throw translated(error);
    }
  };
  // It would also be asked for cursors, had the dialect been given any.
  return { query: query as PostgresPoolClient['query'], release: () => giveBack(isSound) };
}

/**
 * A value as it could stand in a row. No text in PostgreSQL holds the character U+0000; the one
 * after it stands in no name either, and in the same place in the order of texts.
 */
function storable(value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\0', '\u0001') : value;
}
