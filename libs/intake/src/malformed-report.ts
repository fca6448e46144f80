import { LedgerError } from '@ledger/kernel';

/** A report with the wrong shape. */
export class MalformedReport extends LedgerError {
  readonly code = 'malformed-report';
  readonly kind = 'refusal';

  /**
   * @param path the field, `locator.line`; empty for the report as a whole
   * @param fault what is wrong with it: "must be a text"
   */
  constructor(
    readonly path: string,
    readonly fault: string,
  ) {
    super(`${path === '' ? 'A report' : `The field ${path}`} ${fault}.`);
  }
}
