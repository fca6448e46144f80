import { ENVELOPE_NAME, REPORT_TYPE } from '@ledger/contract';
import { LedgerError } from '@ledger/kernel';

/** What is read from the envelope of a report. */
export interface ReportEnvelope {
  readonly id: string;
  /** The sender. */
  readonly source: string;
  readonly correlationId?: string;
  /** The report, not yet validated. */
  readonly data: unknown;
}

/** A message that is JSON, but not a CloudEvent with a report. */
export class MalformedEnvelope extends LedgerError {
  readonly code = 'malformed-envelope';
  readonly kind = 'refusal';

  /**
   * @param attribute the CloudEvents attribute; empty for the message as a whole
   * @param fault what is wrong with it: "must be 1.0"
   */
  constructor(
    readonly attribute: string,
    readonly fault: string,
  ) {
    super(
      `${attribute === '' ? 'The message' : `The CloudEvents attribute ${attribute}`} ${fault}.`,
    );
  }
}

/** URI references and ids are printable ASCII; the limit bounds their cost in the log. */
const WORD = new RegExp(ENVELOPE_NAME);
const WORD_FAULT = 'must have 1 to 200 printable ASCII characters and no space';

const JSON_TYPE = 'application/json';

/**
 * Reads the attributes of a CloudEvent with a report, wherever they were.
 *
 * Unknown attributes are allowed, as CloudEvents requires.
 *
 * @see CloudEvents 1.0.2
 * @throws {MalformedEnvelope}
 */
export function readEnvelopeOf(json: unknown): ReportEnvelope {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new MalformedEnvelope('', 'is no JSON object: send a CloudEvent');
  }
  const attributes = json as Readonly<Record<string, unknown>>;
  const { specversion, type, datacontenttype = JSON_TYPE, correlationid } = attributes;
  if (specversion !== '1.0') throw new MalformedEnvelope('specversion', 'must be the text 1.0');
  if (type !== REPORT_TYPE) throw new MalformedEnvelope('type', `must be ${REPORT_TYPE}`);
  if (datacontenttype !== JSON_TYPE) {
    throw new MalformedEnvelope('datacontenttype', `must be ${JSON_TYPE} or left out`);
  }
  if (!Object.hasOwn(attributes, 'data')) {
    throw new MalformedEnvelope('data', 'is missing: it must be the report');
  }
  return {
    id: wordAt(attributes['id'], 'id'),
    source: wordAt(attributes['source'], 'source'),
    ...(correlationid === undefined
      ? undefined
      : { correlationId: wordAt(correlationid, 'correlationid') }),
    data: attributes['data'],
  };
}

function wordAt(value: unknown, attribute: string): string {
  if (typeof value === 'string' && WORD.test(value)) return value;
  throw new MalformedEnvelope(attribute, WORD_FAULT);
}
