/** Where the views are: in PostgreSQL 14 or later, in a database encoded in UTF-8. */
export interface PostgresViewsOptions {
  /** As every PostgreSQL program takes it: `postgresql://user:password@host:5432/database`. */
  readonly url: string;
  /** The schema; made if it is not there. It holds nothing but views. `ledger_views` by default. */
  readonly schema?: string;
  /** The most connections at a time; 10 by default. */
  readonly connectionsMax?: number;
  /** How long an answer may take before the connection is given up; 60 seconds by default. */
  readonly answerWithinMs?: number;
}

export const SCHEMA = 'ledger_views';
export const CONNECTIONS_MAX = 10;
export const ANSWER_WITHIN_MS = 60_000;
