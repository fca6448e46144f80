import { LedgerError } from '@ledger/kernel';

/** A topic exists, but not with the shape the bridge needs; it was left unchanged. */
export class TopicShapeUnknown extends LedgerError {
  readonly code = 'topic-shape-unknown';
  readonly kind = 'refusal';

  constructor(
    readonly topic: string,
    readonly found: string,
    readonly needed: string,
  ) {
    super(
      `Topic ${topic} has ${found} where the bridge needs ${needed}: change the topic, or give ` +
        'the bridge a prefix of its own.',
    );
  }
}

/** The brokers deny this program access: authentication or authorisation failed. */
export class KafkaAccessDenied extends LedgerError {
  readonly code = 'kafka-access-denied';
  readonly kind = 'refusal';

  constructor(
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(
      `Kafka does not let the bridge in (${reason}): check its user, its password and the SASL ` +
        'mechanism.',
      options,
    );
  }
}

/** A broker cannot prove its identity. Nothing was sent to it, no password either. */
export class KafkaNotTrusted extends LedgerError {
  readonly code = 'kafka-not-trusted';
  readonly kind = 'refusal';

  constructor(
    readonly broker: string,
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(
      `Kafka's broker at ${broker} shows a certificate that is not trusted (${reason}): name the ` +
        'file of the authority that signed it, and call the broker as the certificate does.',
      options,
    );
  }
}

/** The bridge's checkpoint names an event that this log does not have. */
export class BridgeOfAnotherLog extends LedgerError {
  readonly code = 'bridge-of-another-record';
  readonly kind = 'damage';

  constructor(
    readonly lane: string,
    readonly position: number,
    readonly eventId: string,
  ) {
    super(
      `Lane ${lane} of the bridge has sent event ${eventId} at position ${position}, which the ` +
        'log does not have there: the topics hold the events of another log. Give this ' +
        'log a prefix of its own, or replay it from 0.',
    );
  }
}

/** A message whose value is not UTF-8. */
export class MessageNotUtf8 extends LedgerError {
  readonly code = 'malformed-encoding';
  readonly kind = 'refusal';

  constructor() {
    super('The message is not UTF-8.');
  }
}

/** A message whose value is not JSON. */
export class MessageNotJson extends LedgerError {
  readonly code = 'malformed-json';
  readonly kind = 'refusal';

  constructor(options?: ErrorOptions) {
    super('The message is not JSON: send a CloudEvent as one JSON object.', options);
  }
}

/** A message of JSON with a duplicate name, or with a shape that no report has. */
export class MessageMisshapen extends LedgerError {
  readonly code = 'malformed-json';
  readonly kind = 'refusal';

  constructor(readonly fault: string) {
    super(`The message is not JSON this ledger can take: ${fault}.`);
  }
}
