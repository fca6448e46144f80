import { LedgerError } from '@ledger/kernel';

/** Somebody else appended first. Read the stream again and decide again. */
export class RevisionConflict extends LedgerError {
  readonly code = 'revision-conflict';
  readonly kind = 'transient';

  constructor(
    readonly stream: string,
    readonly expectedRevision: number,
    readonly actualRevision: number,
  ) {
    super(
      `Stream ${stream} was expected at revision ${expectedRevision} but is at ` +
        `${actualRevision}: read it again and decide again.`,
    );
  }
}

/** A body over the limit; retrying does not help. */
export class EventTooLarge extends LedgerError {
  readonly code = 'event-too-large';
  readonly kind = 'refusal';

  constructor(
    readonly eventId: string,
    readonly bytes: number,
    readonly bytesMax: number,
  ) {
    super(`Event ${eventId} has ${bytes} bytes; the most is ${bytesMax}.`);
  }
}

/** An append that no store accepts; retrying does not help. */
export class MalformedAppend extends LedgerError {
  readonly code = 'malformed-append';
  readonly kind = 'refusal';

  constructor(
    readonly stream: string,
    readonly fault: string,
  ) {
    super(`The append to ${stream} cannot be taken: ${fault}.`);
  }
}

/** The events may have been stored or not: append again with the same ids to find out. */
export class AppendOutcomeUnknown extends LedgerError {
  readonly code = 'append-outcome-unknown';
  readonly kind = 'transient';

  constructor(
    readonly stream: string,
    options?: ErrorOptions,
  ) {
    super(
      `Whether the append to ${stream} was stored is unknown: repeat it unchanged.`,
      options,
    );
  }
}

/** The store cannot be reached or written now. Nothing of this call was stored. */
export class StoreUnavailable extends LedgerError {
  readonly code = 'store-unavailable';
  readonly kind = 'transient';

  constructor(
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`The event store is unavailable: ${reason}.`, options);
  }
}

/**
 * The clocks that date events are implausibly far apart. Nothing was written: an event recorded
 * at a wrong time stays so forever.
 */
export class ClockLeapt extends LedgerError {
  readonly code = 'clock-leapt';
  readonly kind = 'transient';

  constructor(
    readonly found: string,
    readonly acceptable: string,
  ) {
    super(
      `${found}: nothing is recorded. If this machine's clock is wrong, set it right and start ` +
        'the process anew. If the time is right, start it with ' +
        `LEDGER_TIME_ACCEPTED_UNTIL=${acceptable}.`,
    );
  }
}

/** Something else is where the store should be. It was left unchanged. */
export class StoreShapeUnknown extends LedgerError {
  readonly code = 'store-shape-unknown';
  readonly kind = 'transient';

  constructor(
    readonly place: string,
    readonly found: string,
    options?: ErrorOptions,
  ) {
    super(
      `${place} is not an event store this version knows (${found}): name another place, or ` +
        'use the version that wrote it.',
      options,
    );
  }
}

/** The events of one append exceed what this store accepts at once; append fewer. */
export class AppendTooLarge extends LedgerError {
  readonly code = 'append-too-large';
  readonly kind = 'refusal';

  constructor(
    readonly stream: string,
    readonly bytes: number,
    readonly bytesMax: number,
  ) {
    super(
      `The append to ${stream} has ${bytes} bytes; the most this store takes at once is ` +
        `${bytesMax}: append fewer events at a time.`,
    );
  }
}

/** The store denies this process access. Retrying does not help until it is granted. */
export class StoreAccessDenied extends LedgerError {
  readonly code = 'store-access-denied';
  readonly kind = 'transient';

  constructor(
    readonly action: string,
    options?: ErrorOptions,
  ) {
    super(
      `The event store does not allow this process to ${action}: check its credentials there.`,
      options,
    );
  }
}

/** The stream, or its beginning, was deleted in the store itself, bypassing the ledger. */
export class StreamDeleted extends LedgerError {
  readonly code = 'stream-deleted';
  readonly kind = 'damage';

  constructor(
    readonly stream: string,
    options?: ErrorOptions,
  ) {
    super(
      `Stream ${stream} was deleted or cut short in the event store itself: take $maxCount, ` +
        '$maxAge and $tb out of the metadata of the stream there, which brings back what no ' +
        'scavenge has removed yet; else restore the store from a backup that has it.',
      options,
    );
  }
}

/** This store cannot append to several streams at once; nothing was written. */
export class AcrossStreamsNotOffered extends LedgerError {
  readonly code = 'across-streams-not-offered';
  readonly kind = 'refusal';

  constructor(
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`The event store cannot append to several streams at once: ${reason}.`, options);
  }
}
