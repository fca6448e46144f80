/**
 * What a named failure means for the call that failed. Every class declares its own; a class
 * without one does not compile.
 *
 * - `refusal`: the answer to the caller. The same call is refused again as long as nothing that
 *   it refers to changes.
 * - `transient`: says nothing about the request itself. The same call may succeed later, by
 *   itself or after an operator has restored access or repaired the store.
 * - `damage`: stored data was changed, is missing or cannot be read. Retrying does not help; it
 *   has to be restored or repaired.
 */
export type LedgerErrorKind = 'refusal' | 'transient' | 'damage';

/** The same in every copy of this module. */
const BRAND = Symbol.for('performance-ledger.LedgerError');

/**
 * The base class of every refusal and every named failure of the ledger.
 *
 * `code` is a kebab-case word that never changes; the facts are fields of the subclass; the
 * message says what was found and what to do about it.
 */
export abstract class LedgerError extends Error {
  abstract readonly code: string;
  abstract readonly kind: LedgerErrorKind;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }

  /** What {@link isLedgerError} checks. On the prototype, so that it is not one of the facts. */
  get [BRAND](): true {
    return true;
  }
}

/**
 * Distinguishes a ledger's error from a bug, also if two copies of {@link LedgerError} are
 * loaded.
 */
export function isLedgerError(error: unknown): error is LedgerError {
  return error instanceof Error && Reflect.get(error, BRAND) === true;
}

/** True if the same call may succeed later: retry it, or tell the caller that it can be retried. */
export function isTransient(error: unknown): error is LedgerError & { kind: 'transient' } {
  return isLedgerError(error) && error.kind === 'transient';
}
