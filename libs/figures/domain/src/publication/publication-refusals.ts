import { LedgerError } from '@ledger/kernel';

/** Refuses to reopen a publication that is not sealed. */
export class PublicationNotSealed extends LedgerError {
  readonly code = 'publication-not-sealed';
  readonly kind = 'refusal';

  constructor(readonly publication: string) {
    super(`Publication ${publication} is open already: there is nothing to reopen.`);
  }
}

/** Refuses to release a publication that was never under embargo. */
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

/** Refuses a supersession in which both publications are the same. */
export class PublicationSupersedesItself extends LedgerError {
  readonly code = 'publication-supersedes-itself';
  readonly kind = 'refusal';

  constructor(readonly publication: string) {
    super(`Publication ${publication} cannot take its own place: name the one that did.`);
  }
}

/** Refuses to supersede a publication that another one has superseded, and names that one. */
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

/** A publication of whose source nothing can be said, because its digest is not known. */
export class PublicationWithoutArtefact extends LedgerError {
  readonly code = 'publication-without-artefact';
  readonly kind = 'refusal';

  constructor(readonly publication: string) {
    super(
      `Publication ${publication} was registered without its file, so the ledger cannot say that ` +
        'its source is unchanged.',
    );
  }
}

/** The source of a publication was found changed. */
export class ArtefactDiffers extends LedgerError {
  readonly code = 'artefact-differs';
  readonly kind = 'refusal';

  constructor(
    readonly publication: string,
    readonly expected: string,
    readonly found: string,
  ) {
    super(
      `The file has SHA-256 ${found}, and that of ${publication} has ${expected}: it was ` +
        'changed. Register it as a publication of its own that corrects this one.',
    );
  }
}

/** A source that is said to have been read before it was published, or in the future. */
export class SeenOutOfTime extends LedgerError {
  readonly code = 'seen-out-of-time';
  readonly kind = 'refusal';

  constructor(
    readonly publication: string,
    readonly seenAt: string,
  ) {
    super(
      `The source of ${publication} cannot have been read at ${seenAt}: that is before it was ` +
        'published, or has not come yet.',
    );
  }
}
