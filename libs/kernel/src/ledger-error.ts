/**
 * What a named failure means for the call that met it. Every class says its own; a class without
 * one does not compile.
 *
 * - `refusal`: the answer to the caller. The same call is refused again for as long as nothing
 *   that it names changes.
 * - `transient`: says nothing about what was asked. The same call may succeed later, by itself or
 *   once an operator has given rights back or mended the store.
 * - `damage`: something that is stored was changed, is missing or cannot be read. No repeat helps;
 *   somebody has to restore or mend it.
 */
export type LedgerErrorKind = 'refusal' | 'transient' | 'damage';

/** The same in every copy of this module. */
const BRAND = Symbol.for('performance-ledger.LedgerError');

/**
 * The base of every refusal and every named failure of the ledger.
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

  /** What {@link isLedgerError} goes by. On the prototype, so that it is none of the facts. */
  get [BRAND](): true {
    return true;
  }
}

/** Tells a ledger's error from a bug, also when two copies of {@link LedgerError} are loaded. */
export function isLedgerError(error: unknown): error is LedgerError {
  return error instanceof Error && Reflect.get(error, BRAND) === true;
}

/** True if the same call may succeed later: wait and repeat it, or say that it can be repeated. */
export function isTransient(error: unknown): error is LedgerError & { kind: 'transient' } {
  return isLedgerError(error) && error.kind === 'transient';
}
