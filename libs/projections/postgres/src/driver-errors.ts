import { isLedgerError } from '@ledger/kernel';
import { RowRefused, ViewsUnavailable } from '@ledger/projections-port';
import { DatabaseError } from 'pg';

/** The error code of PostgreSQL for a key that exists already. */
export const UNIQUE_VIOLATION = '23505';

/** An error of the driver, as an error of the port. */
export function unavailable(cause: unknown): ViewsUnavailable {
  if (cause instanceof ViewsUnavailable) return cause;
  const code = cause instanceof DatabaseError ? cause.code : undefined;
  const reason = reasonOf(cause);
  return new ViewsUnavailable(code === undefined ? reason : `${reason} (${code})`, { cause });
}

/** A driver's error as an error of the port; a bug stays as it is. */
export function translated(error: unknown): unknown {
  return isLedgerError(error) || isMistake(error) ? error : unavailable(error);
}

/** What happened to rows: refused by their table, or by a database that cannot be written now. */
export function rowFailure(table: string, cause: unknown): unknown {
  if (!(cause instanceof DatabaseError) || !isOfRow(cause.code)) return cause;
  return new RowRefused(table, cause.message, { cause });
}

/**
 * True for a failure after which a connection may be reused: the database answered and still
 * listens, or it was never called.
 */
export function leavesConnection(error: unknown): boolean {
  if (error instanceof DatabaseError) return !isFarewell(error.code);
  return isLedgerError(error) || isMistake(error);
}

/** True for a database error with one of these codes. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof DatabaseError && codes.includes(error.code ?? '');
}

/** True if a lock on a table was not released in time. */
export function isLockHeld(error: unknown): boolean {
  return hasCode(error, '55P03');
}

/**
 * A table, a column or a key has changed: it was dropped or settled. A duplicate key means the
 * same: only a bulk table gets rows without a check of their keys.
 */
export function hasShape(error: unknown): boolean {
  return hasCode(error, '42P01', '42703', '42P10', UNIQUE_VIOLATION);
}

/** Values out of range, violated constraints, and values too large for an index. */
function isOfRow(code = ''): boolean {
  return code.startsWith('22') || code.startsWith('23') || code.startsWith('54');
}

/** Codes that a server sends before it disconnects. */
function isFarewell(code = ''): boolean {
  return (
    code.startsWith('57P') || code.startsWith('08') || code === '25P03' || code === '25P04'
  );
}

function isMistake(error: unknown): boolean {
  return (
    error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError
  );
}

/** A host with several addresses fails once for each, without a message of its own. */
function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(reasonOf).join('; ');
  return cause instanceof Error ? cause.message : String(cause);
}
