import { LedgerError } from '@ledger/kernel';

/** The store of the log cannot be reached or written now. */
export class LogStoreUnavailable extends LedgerError {
  readonly code = 'log-store-unavailable';
  readonly kind = 'transient';

  constructor(
    readonly path: string,
    cause: unknown,
  ) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`The transparency log cannot be used at ${path}: ${reason}. Try again later.`, {
      cause,
    });
  }
}

/** An immutable object exists with other bytes. */
export class LogObjectDiffers extends LedgerError {
  readonly code = 'log-object-differs';
  readonly kind = 'damage';

  constructor(readonly path: string) {
    super(
      `${path} of the transparency log has other bytes than follow from the event log: one of ` +
        'the two was changed. Run `ledger verify`, which names the events, and restore the ' +
        'right one.',
    );
  }
}

/** Another process stored a step of the map of streams in between. */
export class StreamMapMoved extends LedgerError {
  readonly code = 'stream-map-moved';
  readonly kind = 'transient';

  constructor(
    readonly expected: number,
    readonly found: number,
  ) {
    super(
      `The map of streams has taken in ${found} entries, and not ${expected}: another process ` +
        'writes it. This one begins again from there.',
    );
  }
}
