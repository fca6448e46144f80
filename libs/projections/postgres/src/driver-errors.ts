import { isLedgerError } from '@ledger/kernel';
import { RowRefused, ViewsUnavailable } from '@ledger/projections-port';
import { DatabaseError } from 'pg';

export const UNIQUE_VIOLATION = '23505';

/** What the driver threw, as the port says it. */
export function unavailable(cause: unknown): ViewsUnavailable {
  if (cause instanceof ViewsUnavailable) return cause;
  const code = cause instanceof DatabaseError ? cause.code : undefined;
  const reason = reasonOf(cause);
  return new ViewsUnavailable(code === undefined ? reason : `${reason} (${code})`, { cause });
}

/** A driver's error as the port says it; a mistake in this program stays what it is. */
export function translated(error: unknown): unknown {
  return isLedgerError(error) || isMistake(error) ? error : unavailable(error);
}

/** What happened to rows: refused by their table, or by a database that cannot be written now. */
export function rowFailure(table: string, cause: unknown): unknown {
  if (!(cause instanceof DatabaseError) || !isOfRow(cause.code)) return cause;
  return new RowRefused(table, cause.message, { cause });
}

/**
 * True for a failure after which a connection may be used again: the database answered and goes on
 * listening, or it was never asked.
 */
export function leavesConnection(error: unknown): boolean {
  if (error instanceof DatabaseError) return !isFarewell(error.code);
  return isLedgerError(error) || isMistake(error);
}

/** True if the database said that very thing. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof DatabaseError && codes.includes(error.code ?? '');
}

/** True if somebody else did not let go of a table in time. */
export function isLockHeld(error: unknown): boolean {
  return hasCode(error, '55P03');
}

/**
 * A table, a column or a key is not what it was: somebody dropped or settled it. A key that came
 * twice says so too: nobody adds rows without asking for their keys but to a bulk table.
 */
export function hasShape(error: unknown): boolean {
  return hasCode(error, '42P01', '42703', '42P10', UNIQUE_VIOLATION);
}

/** Values out of bounds, broken constraints, and what is too large for an index. */
function isOfRow(code = ''): boolean {
  return code.startsWith('22') || code.startsWith('23') || code.startsWith('54');
}

/** What a server says before it hangs up. */
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

/** A host with several addresses fails once for each, and says nothing of its own. */
function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(reasonOf).join('; ');
  return cause instanceof Error ? cause.message : String(cause);
}
