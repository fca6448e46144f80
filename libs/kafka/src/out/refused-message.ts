import { REFUSED_TYPE, type OriginalValue, type RefusedFacts } from '@ledger/contract';
import type { ReportRefused } from '@ledger/figures-application';
import { sha256Hex } from '@ledger/kernel';
import { CLOUD_EVENT_TYPE } from './event-messages.js';
import type { OutgoingMessage } from '../broker/kafka-sender.js';
import { ORDINARY_MESSAGE_BYTES_MAX } from '../broker/topics.js';

/** Where a refused message is; the offset as text, because it may exceed a JSON number. */
export type MessagePlace = Pick<RefusedFacts, 'topic' | 'partition' | 'offset'>;

/** A refused message, with its key and value as received. */
export interface RefusedOriginal {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
}

/**
 * Makes the message of `ledger.reports.refused.v1` for a refused message.
 *
 * Its id is derived from the offset of the refused message, so that a repeated refusal is not
 * mistaken for a second one.
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
  const original = value === null ? null : originalOf(value);
  const facts: RefusedFacts = { code, message, topic, partition, offset, original };
  return {
    key,
    value: enveloped(facts, source),
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

/** The most bytes of JSON that an original may have for its message to fit its topic. */
const ORIGINAL_JSON_BYTES_MAX = ORDINARY_MESSAGE_BYTES_MAX - 20_000;
/** Base64 turns three bytes into four. */
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
