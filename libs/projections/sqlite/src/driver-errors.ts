import { RowRefused, ViewsShapeUnknown, ViewsUnavailable } from '@ledger/projections-port';

/** The file held views and is damaged: it cannot be repaired, but completely rebuilt. */
export class ViewsFileDamaged extends ViewsUnavailable {
  constructor(found: string, options?: ErrorOptions) {
    super(`their file is damaged (${found}): run \`ledger rebuild\``, options);
  }
}

/** True if the file of views has to be deleted before views can be rebuilt. */
export function isDamagedViews(error: unknown): boolean {
  if (error instanceof ViewsShapeUnknown) return isNoDatabase(error.cause);
  return error instanceof ViewsFileDamaged;
}

/** An error of the driver, as an error of the port. */
export function unavailable(cause: unknown): ViewsUnavailable {
  if (cause instanceof ViewsUnavailable) return cause;
  const reason = reasonOf(cause);
  const code = driverCode(cause);
  if (code?.startsWith('SQLITE_CORRUPT') === true)
    return new ViewsFileDamaged(reason, { cause });
  return new ViewsUnavailable(code === undefined ? reason : `${reason} (${code})`, { cause });
}

/** A driver's error as an error of the port; anything else is a bug. */
export function translated(error: unknown): unknown {
  return driverCode(error) === undefined ? error : unavailable(error);
}

/** What happened to a row: refused by its table, or by a file that cannot be written now. */
export function rowFailure(table: string, cause: unknown): RowRefused | ViewsUnavailable {
  const code = driverCode(cause);
  if (code !== undefined && !isOfRow(code)) return unavailable(cause);
  // The driver itself rejects what no column can hold, before the database sees it.
  const reason = reasonOf(cause);
  return new RowRefused(table, reason, { cause });
}

/** True if the file is not an SQLite database. */
export function isNoDatabase(error: unknown): boolean {
  return driverCode(error) === 'SQLITE_NOTADB';
}

function isOfRow(code: string): boolean {
  return (
    code.startsWith('SQLITE_CONSTRAINT') ||
    code === 'SQLITE_MISMATCH' ||
    code === 'SQLITE_TOOBIG'
  );
}

/** By its code: the driver's error class is not the same class in every context of a process. */
function driverCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  const { code } = error;
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : undefined;
}

function reasonOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('message' in error))
    return String(error);
  return String(error.message);
}
