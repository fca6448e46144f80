import { StoreUnavailable } from '@ledger/event-store-port';
import Database from 'better-sqlite3';

/** What the driver threw, as the port says it. */
export function unavailable(cause: unknown): StoreUnavailable {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const code = driverCode(cause);
  return new StoreUnavailable(code === undefined ? reason : `${reason} (${code})`, { cause });
}

/** True if a write failed for want of room. */
export function isDiskFull(error: unknown): boolean {
  return driverCode(error) === 'SQLITE_FULL';
}

/** True if a file is there but no SQLite database. */
export function isNoDatabase(error: unknown): boolean {
  return driverCode(error) === 'SQLITE_NOTADB';
}

function driverCode(error: unknown): string | undefined {
  return error instanceof Database.SqliteError ? error.code : undefined;
}
