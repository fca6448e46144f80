import { shapeOfJson } from '@ledger/kernel';
import {
  MalformedEnvelope,
  MessageMisshapen,
  MessageNotJson,
  MessageNotUtf8,
} from './bridge-errors.js';

/** The CloudEvents type of a report. */
export const REPORT_TYPE = 'FigureReported';

/** What is taken from the envelope of a report. */
export interface ReportEnvelope {
  readonly id: string;
  /** Who sends it. */
  readonly source: string;
  readonly correlationId?: string;
  /** The report, of which nothing is known yet. */
  readonly data: unknown;
}

/** URI references and ids are of printable ASCII; the bound is on what one costs in the record. */
const WORD = /^[\x21-\x7e]{1,200}$/;
const WORD_FAULT = 'must have 1 to 200 printable ASCII characters and no space';

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a message of `ledger.reports.v1`: a CloudEvent in JSON (structured mode) around a report.
 *
 * Attributes other than those that are read are let through, as CloudEvents wants it. The
 * message's key is not read: it only chooses the partition.
 *
 * @see CloudEvents 1.0.2, JSON event format
 * @throws {MessageNotUtf8 | MessageMisshapen | MessageNotJson | MalformedEnvelope}
 */
export function readEnvelope(value: Uint8Array | null): ReportEnvelope {
  const attributes = attributesOf(value);
  if (attributes['specversion'] !== '1.0') {
    throw new MalformedEnvelope('specversion', 'must be the text 1.0');
  }
  if (attributes['type'] !== REPORT_TYPE) {
    throw new MalformedEnvelope('type', `must be ${REPORT_TYPE}`);
  }
  const { datacontenttype = JSON_TYPE, correlationid } = attributes;
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

const JSON_TYPE = 'application/json';

function attributesOf(value: Uint8Array | null): Readonly<Record<string, unknown>> {
  if (value === null) throw new MalformedEnvelope('', 'is empty: send a CloudEvent');
  const json = parse(textOf(value));
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new MalformedEnvelope('', 'is no JSON object: send a CloudEvent');
  }
  return json as Readonly<Record<string, unknown>>;
}

function textOf(value: Uint8Array): string {
  try {
    return UTF_8.decode(value);
  } catch {
    throw new MessageNotUtf8();
  }
}

function parse(text: string): unknown {
  const shape = shapeOfJson(text);
  if ('fault' in shape) throw new MessageMisshapen(shape.fault);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new MessageNotJson({ cause });
  }
}

function wordAt(value: unknown, attribute: string): string {
  if (typeof value === 'string' && WORD.test(value)) return value;
  throw new MalformedEnvelope(attribute, WORD_FAULT);
}
