/**
 * What every refusal and every named failure of the ledger is.
 *
 * `code` is a kebab-case word that never changes; the facts are fields of the subclass; the
 * message says what was found and what to do about it.
 */
export abstract class LedgerError extends Error {
  abstract readonly code: string;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** Tells a ledger's answer from a bug, also when two copies of this class are loaded. */
export function isLedgerError(error: unknown): error is LedgerError {
  return (
    error instanceof Error &&
    typeof (error as { code?: unknown }).code === 'string' &&
    error instanceof LedgerError
  );
}
