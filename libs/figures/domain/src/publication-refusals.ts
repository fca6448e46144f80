import { LedgerError } from '@ledger/kernel';

export class PublicationNotSealed extends LedgerError {
  readonly code = 'publication-not-sealed';

  constructor(readonly publication: string) {
    super(`Publication ${publication} is open already: there is nothing to reopen.`);
  }
}

export class PublicationNotEmbargoed extends LedgerError {
  readonly code = 'publication-not-embargoed';

  constructor(readonly publication: string) {
    super(`Publication ${publication} was never under embargo: there is nothing to release.`);
  }
}

export class PublicationSupersedesItself extends LedgerError {
  readonly code = 'publication-supersedes-itself';

  constructor(readonly publication: string) {
    super(`Publication ${publication} cannot take its own place: name the one that did.`);
  }
}

export class PublicationSupersededAlready extends LedgerError {
  readonly code = 'publication-superseded-already';

  constructor(
    readonly publication: string,
    readonly by: string,
  ) {
    super(`Publication ${publication} was superseded by ${by} already.`);
  }
}
