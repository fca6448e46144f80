import kafkajs, { type KafkaMessage } from 'kafkajs';
import { randomUUID } from 'node:crypto';

/** Random for every process, so that no producer can forge it in messages of its own. */
const MARK = `unreadable-${randomUUID()}`;

/** A batch's header precedes its records; offsets of its parts, from its start. */
const HEADER_BYTES = 61;
const MAGIC_AT = 16;
const MAGIC = 2;
/** A larger batch would not be passed on record by record. */
const RECORDS_MAX = 1_000_000;

/**
 * Placeholders for the records of an unreadable batch, at the same offsets, each with the fault.
 * The header is found before the given bytes, as the client slices them from one buffer.
 *
 * @throws {KafkaJSNonRetriableError} the records of this kind of batch cannot be counted
 */
export function unreadableRecords(compressed: Buffer, fault: string): Buffer {
  const start = compressed.byteOffset - HEADER_BYTES;
  if (start < 0) throw new kafkajs.KafkaJSNonRetriableError(fault);
  const header = Buffer.from(compressed.buffer, start, HEADER_BYTES);
  const records = header.readInt32BE(HEADER_BYTES - 4);
  if (header[MAGIC_AT] !== MAGIC || records > RECORDS_MAX) {
    throw new kafkajs.KafkaJSNonRetriableError(fault);
  }
  const parts = Array.from({ length: records }, (_, i) => recordOf(i, i === 0 ? fault : ''));
  return Buffer.concat(parts);
}

/** Why the batch of a message could not be read; undefined for a readable message. */
export function faultOfBatch({ headers }: KafkaMessage): string | undefined {
  const fault = headers?.[MARK];
  return fault === undefined ? undefined : String(fault);
}

function recordOf(offsetDelta: number, fault: string): Buffer {
  const body = Buffer.concat([
    Buffer.from([0, 0]),
    varint(offsetDelta),
    varint(-1),
    varint(-1),
    varint(1),
    sized(Buffer.from(MARK)),
    sized(Buffer.from(fault)),
  ]);
  return sized(body);
}

function sized(bytes: Buffer): Buffer {
  return Buffer.concat([varint(bytes.length), bytes]);
}

/** A signed number in the encoding of Kafka's records: zigzag varint. */
function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = ((value << 1) ^ (value >> 31)) >>> 0;
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  bytes.push(rest);
  return Buffer.from(bytes);
}
