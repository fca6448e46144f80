import { LedgerError } from '@ledger/kernel';

export class PublicationNotSealed extends LedgerError {
  readonly code = 'publication-not-sealed';
  readonly kind = 'refusal';

  constructor(readonly publication: string) {
    super(`Publication ${publication} is open already: there is nothing to reopen.`);
  }
}

export class PublicationNotEmbargoed extends LedgerError {
  readonly code = 'publication-not-embargoed';
  readonly kind = 'refusal';

  constructor(readonly publication: string) {
    super(`Publication ${publication} was never under embargo: there is nothing to release.`);
  }
}

/** A publication that was out before what it is said to correct. */
export class CorrectsLaterPublication extends LedgerError {
  readonly code = 'corrects-later-publication';
  readonly kind = 'refusal';

  constructor(
    readonly publication: string,
    readonly corrected: string,
  ) {
    super(
      `Publication ${publication} is dated before ${corrected}, which it is said to correct: ` +
        'mend the date of the one, or what it corrects.',
    );
  }
}

export class PublicationSupersedesItself extends LedgerError {
  readonly code = 'publication-supersedes-itself';
  readonly kind = 'refusal';

  constructor(readonly publication: string) {
    super(`Publication ${publication} cannot take its own place: name the one that did.`);
  }
}

export class PublicationSupersededAlready extends LedgerError {
  readonly code = 'publication-superseded-already';
  readonly kind = 'refusal';

  constructor(
    readonly publication: string,
    readonly by: string,
  ) {
    super(`Publication ${publication} was superseded by ${by} already.`);
  }
}

/** The capture of this publication was declared complete. */
export class PublicationIsSealed extends LedgerError {
  readonly code = 'publication-sealed';
  readonly kind = 'refusal';

  constructor(readonly publication: string) {
    super(
      `Publication ${publication} is sealed: reopen it with a reason to add what was missed, or ` +
        'to take back what it does not print.',
    );
  }
}
