import { LedgerError } from '@ledger/kernel';

/** A malformed text of a log: a note, a key, a checkpoint or a proof. */
export class MalformedLogText extends LedgerError {
  readonly code = 'malformed-log-text';
  readonly kind = 'refusal';

  /** @param what which text it is, as the subject of a sentence */
  constructor(
    readonly what: string,
    readonly fault: string,
  ) {
    super(`${what} cannot be read: ${fault}. Get it again from where it was issued.`);
  }
}

/** A note without a signature of the required keys. */
export class NoteNotSigned extends LedgerError {
  readonly code = 'note-not-signed';
  readonly kind = 'refusal';

  constructor(readonly names: readonly string[]) {
    super(
      `The note has no valid signature of ${names.join(', ')}. Check which keys its log signs ` +
        'with now, and where the note was got from.',
    );
  }
}

/** A proof that does not lead to the expected root. */
export class ProofDoesNotFit extends LedgerError {
  readonly code = 'proof-does-not-fit';
  readonly kind = 'refusal';

  constructor(readonly fault: string) {
    super(`The proof does not hold: ${fault}. What it is to prove must not be relied on.`);
  }
}

/** Tiles that do not belong to the expected tree. */
export class TileNotUsable extends LedgerError {
  readonly code = 'tile-not-usable';
  readonly kind = 'refusal';

  constructor(
    readonly path: string,
    readonly fault: string,
  ) {
    super(`The tile ${path} cannot be used: ${fault}. Build the log anew from the event log.`);
  }
}
