import { StoreShapeUnknown, StoreUnavailable } from '@ledger/event-store-port';

/** What the driver threw, as the port says it. */
export function unavailable(cause: unknown): StoreUnavailable {
  if (cause instanceof StoreUnavailable) return cause;
  const { message = String(cause), code } = partsOf(cause);
  return new StoreUnavailable(code === undefined ? message : `${message} (${code})`, { cause });
}

/** True if a write failed for want of room. */
export function isDiskFull(error: unknown): boolean {
  return partsOf(error).code === 'SQLITE_FULL';
}

/** True if somebody else holds a lock. */
export function isBusy(error: unknown): boolean {
  return partsOf(error).code?.startsWith('SQLITE_BUSY') === true;
}

/** True if a file is there but no SQLite database. */
export function isNoDatabase(error: unknown): boolean {
  return partsOf(error).code === 'SQLITE_NOTADB';
}

/** True if a record's file was met that is broken, or no record at all: no retry will help. */
export function isDamagedFile(error: unknown): boolean {
  if (error instanceof StoreShapeUnknown) return true;
  if (!(error instanceof StoreUnavailable)) return false;
  return partsOf(error.cause).code?.startsWith('SQLITE_CORRUPT') === true;
}

/** The driver is loaded once per process, its error class not: told by its code, not its class. */
function partsOf(error: unknown): { readonly message?: string; readonly code?: string } {
  return typeof error === 'object' && error !== null ? error : {};
}
