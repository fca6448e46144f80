import type { ReportRefused } from '@ledger/figures-application';
import { sha256Hex } from '@ledger/kernel';
import { CLOUD_EVENT_TYPE } from './event-messages.js';
import type { OutgoingMessage } from '../broker/kafka-sender.js';
import { ORDINARY_MESSAGE_BYTES_MAX } from '../broker/topics.js';

/** Where a message stood that was refused. */
export interface MessagePlace {
  readonly topic: string;
  readonly partition: number;
  /** As Kafka writes it: it may be larger than a JSON number can say. */
  readonly offset: string;
}

/** What a refused message held: its bytes, as text where they are UTF-8. */
export interface OriginalValue {
  readonly encoding: 'utf-8' | 'base64';
  readonly content: string;
  readonly bytes: number;
  readonly sha256: string;
  /** False if only the beginning is repeated here: the rest stands where the message stood. */
  readonly isWhole: boolean;
}

/** What is said of a refused message. */
export interface RefusedFacts extends MessagePlace {
  readonly code: string;
  readonly message: string;
  /** `null` for a message without a value. */
  readonly original: OriginalValue | null;
}

/** The CloudEvents type of a refusal. */
export const REFUSED_TYPE = 'ReportRefused';

/** A message that was refused, with its key and value as they were received. */
export interface RefusedOriginal {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
}

/**
 * Makes the message of `ledger.reports.refused.v1` for a message that was refused.
 *
 * Its id is that of the place where the refused message stood: a refusal that is sent twice can be
 * told from two.
 *
 * @param source URI reference of the ledger
 */
export function refusedMessage(
  { key, value }: RefusedOriginal,
  place: MessagePlace,
  { code, message }: ReportRefused,
  source: string,
): OutgoingMessage {
  const { topic, partition, offset } = place;
  const facts = { code, message, topic, partition, offset };
  return {
    key,
    value: enveloped({ ...facts, original: value === null ? null : originalOf(value) }, source),
    headers: {
      'content-type': CLOUD_EVENT_TYPE,
      type: REFUSED_TYPE,
      code,
      'original-topic': topic,
      'original-partition': String(partition),
      'original-offset': offset,
    },
  };
}

function enveloped(data: RefusedFacts, source: string): string {
  const { topic, partition, offset } = data;
  return JSON.stringify({
    specversion: '1.0',
    id: `${topic}/${partition}@${offset}`,
    source,
    type: REFUSED_TYPE,
    subject: topic,
    datacontenttype: 'application/json',
    data,
  });
}

/** The most bytes of JSON an original may take, so that its message is taken by its topic. */
const ORIGINAL_JSON_BYTES_MAX = ORDINARY_MESSAGE_BYTES_MAX - 20_000;
/** In base64 these are four for three. */
const BYTES_REPEATED_MAX = Math.floor((ORIGINAL_JSON_BYTES_MAX / 4) * 3);

const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function originalOf(value: Buffer): OriginalValue {
  const common = { bytes: value.length, sha256: sha256Hex(value) };
  const text = textOf(value);
  // Text can grow in JSON, where a control character takes six bytes.
  if (
    text !== undefined &&
    Buffer.byteLength(JSON.stringify(text)) <= ORIGINAL_JSON_BYTES_MAX
  ) {
    return { encoding: 'utf-8', content: text, ...common, isWhole: true };
  }
  const repeated = value.subarray(0, BYTES_REPEATED_MAX);
  const isWhole = repeated.length === value.length;
  return { encoding: 'base64', content: repeated.toString('base64'), ...common, isWhole };
}

function textOf(value: Buffer): string | undefined {
  try {
    return UTF_8.decode(value);
  } catch {
    return undefined;
  }
}
