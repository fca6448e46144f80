import { LedgerError } from '@ledger/kernel';

/** The connection string does not say where the server is; the message does not repeat it. */
export class MalformedConnection extends LedgerError {
  readonly code = 'malformed-connection';
  readonly kind = 'refusal';

  constructor() {
    super(
      'The event store connection string cannot be read, or a file it names: write it as ' +
        'kurrentdb://user:password@host:2113?tls=true, with %-signs for what is special in a ' +
        'password.',
    );
  }
}

/** A prefix that another ledger's could begin with, or that the server reserves. */
export class MalformedStreamPrefix extends LedgerError {
  readonly code = 'malformed-stream-prefix';
  readonly kind = 'refusal';

  constructor(readonly streamPrefix: string) {
    super(
      `${JSON.stringify(streamPrefix)} cannot stand before stream names: use letters, digits ` +
        'and _, then one - at the end, as in ledger-.',
    );
  }
}
