import type { QueryConfig } from 'pg';
import { quoted } from './table-sql.js';

/** Settings of a connection; times of 0 mean no limit. */
export interface SessionSettings {
  readonly schema: string;
  readonly answerWithinMs: number;
  readonly lockWithinMs: number;
  readonly idleInTransactionMs: number;
}

/**
 * The statement that sets up a new connection.
 *
 * Commits are asynchronous: a power cut may lose the last ones, but rows and checkpoint go
 * together, and what is lost is applied again from the log; only creating, switching and
 * dropping builds waits for the disk. The server checks on a silent client within seconds, so
 * that one behind a broken network does not keep the locks of an unfinished transaction.
 */
export function sessionSettings(settings: SessionSettings): QueryConfig {
  const values = {
    search_path: quoted(settings.schema),
    synchronous_commit: 'off',
    statement_timeout: settings.answerWithinMs,
    lock_timeout: settings.lockWithinMs,
    idle_in_transaction_session_timeout: settings.idleInTransactionMs,
    tcp_keepalives_idle: 3,
    tcp_keepalives_interval: 1,
    tcp_keepalives_count: 3,
  };
  const names = Object.keys(values);
  const calls = names.map((name, at) => `set_config('${name}', $${at + 1}, false)`);
  return { text: `SELECT ${calls.join(', ')}`, values: Object.values(values).map(String) };
}
