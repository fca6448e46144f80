import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import { Connections, type Loan } from './connections.js';
import { hasCode, leavesConnection, translated } from './driver-errors.js';
import type { PostgresViewsOptions } from './postgres-views-options.js';

/** More than all statements of all queries; bounds the memory of one-off statements. */
const STATEMENTS_MAX = 500;

/** A prepared statement's tables have changed. */
const PLAN_OUTDATED = '0A000';

/**
 * The views for reading, through the query builder that all databases share.
 *
 * The database is not contacted before the first query. Every query throws
 * {@link ViewsShapeUnknown} if the schema is something else, and {@link ViewsUnavailable} if it
 * fails.
 *
 * @typeParam Views the rows of each table by its name
 */
export function openPostgresViews<Views>(options: PostgresViewsOptions): Kysely<Views> {
  const pool = new PreparingPool(new Connections(options));
  return new Kysely<Views>({ dialect: new PostgresDialect({ pool }) });
}

/** Connections that prepare each statement once: preparing costs more than running it. */
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

  /** The name of a prepared statement; those beyond the bound have none. */
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
  // The method is also called for cursors, but only if the dialect has any.
  return { query: query as PostgresPoolClient['query'], release: () => giveBack(isSound) };
}

/**
 * A value that a row could hold. No text in PostgreSQL has the character U+0000; the one after
 * it is in no name either, and sorts the same.
 */
function storable(value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\0', '\u0001') : value;
}
