/** Where the views are: in PostgreSQL 14 or later, in a database with UTF-8 encoding. */
export interface PostgresViewsOptions {
  /** A connection string of PostgreSQL: `postgresql://user:password@host:5432/database`. */
  readonly url: string;
  /** The schema; created if it does not exist, for views only. `ledger_views` by default. */
  readonly schema?: string;
  /** The most connections at a time; 10 by default. */
  readonly connectionsMax?: number;
  /** How long an answer may take before the connection is dropped; 60 seconds by default. */
  readonly answerWithinMs?: number;
}

/** The schema that holds the views unless another is named. */
export const SCHEMA = 'ledger_views';
/** The most connections of a pool unless a number is given. */
export const CONNECTIONS_MAX = 10;
/** How long a statement may take unless a limit is given, in milliseconds. */
export const ANSWER_WITHIN_MS = 60_000;
