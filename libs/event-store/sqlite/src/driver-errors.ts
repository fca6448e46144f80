import { StoreShapeUnknown, StoreUnavailable } from '@ledger/event-store-port';

/** An error of the driver, as an error of the port. */
export function unavailable(cause: unknown): StoreUnavailable {
  if (cause instanceof StoreUnavailable) return cause;
  const { message = String(cause), code } = partsOf(cause);
  return new StoreUnavailable(code === undefined ? message : `${message} (${code})`, { cause });
}

/** True if a write failed because the disk is full. */
export function isDiskFull(error: unknown): boolean {
  return partsOf(error).code === 'SQLITE_FULL';
}

/** True if another connection holds a lock. */
export function isBusy(error: unknown): boolean {
  return partsOf(error).code?.startsWith('SQLITE_BUSY') === true;
}

/** True if the file is not an SQLite database. */
export function isNoDatabase(error: unknown): boolean {
  return partsOf(error).code === 'SQLITE_NOTADB';
}

/** True if the log's file is damaged, or is no log at all: retrying does not help. */
export function isDamagedFile(error: unknown): boolean {
  if (error instanceof StoreShapeUnknown) return true;
  if (!(error instanceof StoreUnavailable)) return false;
  return partsOf(error.cause).code?.startsWith('SQLITE_CORRUPT') === true;
}

/**
 * The driver is loaded once per process, its error class is not: so errors are recognised by
 * their code.
 */
function partsOf(error: unknown): { readonly message?: string; readonly code?: string } {
  return typeof error === 'object' && error !== null ? error : {};
}
