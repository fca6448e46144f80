import { LedgerError } from '@ledger/kernel';

/** The event log is not the one that the transparency log was made from. */
export class LogForked extends LedgerError {
  readonly code = 'log-forked';
  readonly kind = 'damage';

  /** @param fault what differs, as a sentence without its full stop */
  constructor(readonly fault: string) {
    super(
      `${fault}. The event log is not the one that was signed: nothing is added to either. Run ` +
        '`ledger verify`, which names the events, and restore the right one.',
    );
  }
}

/** The existing checkpoint was signed by another key, or for another log. */
export class LogNotOurs extends LedgerError {
  readonly code = 'log-not-ours';
  readonly kind = 'refusal';

  constructor(readonly fault: string) {
    super(
      `The transparency log has a checkpoint ${fault}. Name the log's own origin and keys in ` +
        'LEDGER_LOG_ORIGIN and LEDGER_LOG_KEY_FILE.',
    );
  }
}

/** Another process writes to the log. */
export class LogWrittenElsewhere extends LedgerError {
  readonly code = 'log-written-elsewhere';
  readonly kind = 'transient';

  constructor() {
    super('Another process has put a checkpoint into the log: this one begins again from it.');
  }
}
