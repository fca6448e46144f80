import { LedgerError } from '@ledger/kernel';

/** A file that is no evidence pack. */
export class NoEvidencePack extends LedgerError {
  readonly code = 'no-evidence-pack';
  readonly kind = 'refusal';

  constructor(readonly fault: string) {
    super(`The file is no evidence pack: ${fault}. Get it again from where it was issued.`);
  }
}
