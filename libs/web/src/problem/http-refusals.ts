import { LedgerError } from '@ledger/kernel';

/** A body that is declared as JSON and is not, or that holds text that cannot be stored. */
export class MalformedJson extends LedgerError {
  readonly code = 'malformed-json';
  readonly kind = 'refusal';

  constructor(readonly reason: string) {
    super(`The body is not JSON this ledger can take: ${reason}.`);
  }
}

/** One thing wrong with a body, and where. */
export interface BodyFault {
  /** JSON Pointer (RFC 6901) of the field. */
  readonly pointer: string;
  readonly detail: string;
}

/** JSON that does not have the shape of this operation's body. */
export class MalformedBody extends LedgerError {
  readonly code = 'malformed-body';
  readonly kind = 'refusal';

  constructor(readonly faults: readonly BodyFault[]) {
    const details = faults.map(({ pointer, detail }) => `${pointer || '/'}: ${detail}`);
    super(`The body is not what this operation takes: ${details.join('; ')}.`);
  }
}

/** A query parameter whose value is malformed. */
export class MalformedParameter extends LedgerError {
  readonly code = 'malformed-parameter';
  readonly kind = 'refusal';

  constructor(
    readonly parameter: string,
    readonly text: string,
    readonly expected: string,
  ) {
    super(`The parameter ${parameter} is "${text.slice(0, 60)}": give ${expected}.`);
  }
}

/** A query parameter this operation does not have; ignoring it would answer another question. */
export class UnknownParameter extends LedgerError {
  readonly code = 'unknown-parameter';
  readonly kind = 'refusal';

  constructor(
    readonly parameter: string,
    readonly known: readonly string[],
  ) {
    super(
      `There is no parameter "${parameter.slice(0, 60)}" here: ` +
        (known.length === 0 ? 'this takes none.' : `it is one of ${known.join(', ')}.`),
    );
  }
}

/** A request header whose value is malformed. */
export class MalformedHeader extends LedgerError {
  readonly code = 'malformed-header';
  readonly kind = 'refusal';

  constructor(
    readonly header: string,
    readonly expected: string,
  ) {
    super(`The header ${header} cannot be read: give ${expected}.`);
  }
}

/** The same Idempotency-Key was used with another body. */
export class IdempotencyKeyReused extends LedgerError {
  readonly code = 'idempotency-key-reused';
  readonly kind = 'refusal';

  constructor(readonly key: string) {
    super(
      `Idempotency-Key "${key}" was used with another body: take a new key for new reports.`,
    );
  }
}

/** A body larger than one request may be; the rest of it was not read. */
export class BodyTooLarge extends LedgerError {
  readonly code = 'body-too-large';
  readonly kind = 'refusal';

  constructor() {
    super('The body is larger than this operation takes: send less, or stream NDJSON.');
  }
}

/** More reports in one array than one request may hold; none was decided. */
export class TooManyReports extends LedgerError {
  readonly code = 'too-many-reports';
  readonly kind = 'refusal';

  constructor(readonly reportsMax: number) {
    super(`The array has more than ${reportsMax} reports. Stream NDJSON instead.`);
  }
}

/** A body that did not arrive in time; its connection ends with the answer. */
export class BodyTimedOut extends LedgerError {
  readonly code = 'body-timed-out';
  readonly kind = 'refusal';

  constructor(readonly msMax: number) {
    super(`The rest of the body did not arrive in time: ${msMax / 1000} s were waited for it.`);
  }
}

/** A client that keeps sending and does not read the answers. */
export class AnswersNotRead extends LedgerError {
  readonly code = 'answers-not-read';
  readonly kind = 'refusal';

  constructor(readonly bytesMax: number) {
    super(
      `Answers of ${bytesMax} bytes waited to be read while more was sent: the lines behind ` +
        'the last one that was answered were not taken. Read while you send, or send less at once.',
    );
  }
}

/** A body with a media type that this operation does not read. */
export class UnsupportedMediaType extends LedgerError {
  readonly code = 'unsupported-media-type';
  readonly kind = 'refusal';

  constructor(readonly found: string) {
    super(
      found === ''
        ? 'The request does not say what its body is: give Content-Type: application/json.'
        : `This operation does not read "${found.slice(0, 60)}".`,
    );
  }
}

/** A request for another host: a name that was made to point here (DNS rebinding). */
export class ForeignHost extends LedgerError {
  readonly code = 'foreign-host';
  readonly kind = 'refusal';

  constructor(readonly host: string) {
    super(
      `This server is not known as "${host.slice(0, 100)}": name it by its address, or let ` +
        'its operator add the name to LEDGER_HOSTS.',
    );
  }
}

/** A command that a page of another site sends through its reader's browser. */
export class ForeignOrigin extends LedgerError {
  readonly code = 'foreign-origin';
  readonly kind = 'refusal';

  constructor(readonly origin: string) {
    super(
      `A page of "${origin.slice(0, 100)}" may send no commands here: they are taken from ` +
        'pages of this server, and of the hosts its operator names in LEDGER_HOSTS.',
    );
  }
}

/** The client accepts none of the media types of this operation. */
export class NotAcceptable extends LedgerError {
  readonly code = 'not-acceptable';
  readonly kind = 'refusal';

  constructor(readonly offered: readonly string[]) {
    super(`The answer can be had as ${offered.join(', ')}, none of which Accept allows.`);
  }
}

/** An unknown address or method. */
export class UnknownRoute extends LedgerError {
  readonly code = 'unknown-route';
  readonly kind = 'refusal';

  constructor(
    readonly method: string,
    readonly path: string,
  ) {
    super(`There is no ${method} ${path.slice(0, 200)} here.`);
  }
}

/** A known address with a method that it does not support. */
export class MethodNotAllowed extends LedgerError {
  readonly code = 'method-not-allowed';
  readonly kind = 'refusal';

  constructor(
    readonly method: string,
    readonly allowed: readonly string[],
  ) {
    super(`This address does not take ${method}: it takes ${allowed.join(', ')}.`);
  }
}

/** A request that is not valid HTTP. */
export class MalformedRequest extends LedgerError {
  readonly code = 'malformed-request';
  readonly kind = 'refusal';

  constructor(readonly reason: string) {
    super(`The request cannot be read: ${reason}.`);
  }
}

/** An unknown problem code. */
export class UnknownProblem extends LedgerError {
  readonly code = 'unknown-problem';
  readonly kind = 'refusal';

  constructor(readonly word: string) {
    super(`No refusal has the code "${word.slice(0, 60)}".`);
  }
}

/** One dependency of the server, and what is wrong with it. */
export interface FaultyCheck {
  readonly name: string;
  readonly fault: string;
}

/** The server runs and cannot serve: send requests elsewhere until it is ready. */
export class NotReady extends LedgerError {
  readonly code = 'not-ready';
  readonly kind = 'transient';

  constructor(readonly faulty: readonly FaultyCheck[]) {
    super(faulty.map(({ name, fault }) => `${name}: ${fault}`).join(' '));
  }
}

/** An unknown table. */
export class UnknownTable extends LedgerError {
  readonly code = 'unknown-table';
  readonly kind = 'refusal';

  constructor(readonly table: string) {
    super(`No answer in CSV is called "${table.slice(0, 60)}".`);
  }
}
