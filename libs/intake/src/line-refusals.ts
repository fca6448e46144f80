import { LedgerError } from '@ledger/kernel';

/** A line that is not JSON. */
export class LineNotJson extends LedgerError {
  readonly code = 'malformed-json';
  readonly kind = 'refusal';

  constructor(options?: ErrorOptions) {
    super('The line is not JSON: give one report as one JSON object on one line.', options);
  }
}

/** A line of JSON with a duplicate name, or with a shape that no report has. */
export class LineMisshapen extends LedgerError {
  readonly code = 'malformed-json';
  readonly kind = 'refusal';

  constructor(readonly fault: string) {
    super(`The line is not JSON this ledger can take: ${fault}.`);
  }
}

/** A line that is not UTF-8. */
export class LineNotUtf8 extends LedgerError {
  readonly code = 'malformed-encoding';
  readonly kind = 'refusal';

  constructor() {
    super('The line is not UTF-8.');
  }
}

/** A line longer than any report; it was not kept. */
export class LineTooLong extends LedgerError {
  readonly code = 'line-too-long';
  readonly kind = 'refusal';

  constructor(readonly bytesMax: number) {
    super(`The line has more than ${bytesMax} bytes, which no report needs.`);
  }
}
