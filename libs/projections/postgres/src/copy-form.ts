import type { SqlRow, SqlValue, Table } from '@ledger/projections-port';
import { RowCheck } from './row-check.js';

/** Small enough for the allocator to reuse the same memory. */
const CHUNK_BYTES = 65_536;

/** "PGCOPY\n\377\r\n\0", no flags, no header extension. */
const HEADER = Buffer.from('5047434f50590aff0d0a000000000000000000', 'hex');
const TRAILER = Buffer.from('ffff', 'hex');

const EMPTY = -1;
const COUNT_BYTES = 2;
const LENGTH_BYTES = 4;
const NUMBER_BYTES = 8;
/** The most bytes that a UTF-16 code unit takes in UTF-8. */
const CODE_UNIT_BYTES_MAX = 3;
/** Up to this length, writing a text by hand is faster than calling the encoder. */
const SHORT_TEXT = 32;
const ASCII_MAX = 0x7f;

const TWO_TO_32 = 4_294_967_296;

/**
 * Rows in the binary form of PostgreSQL's COPY, in chunks: it has nothing to unescape, and is
 * read in about half the time of the text form.
 *
 * @throws {RowRefused} a row does not fit the table
 */
export function* copyForm(table: Table, rows: readonly SqlRow[]): Generator<Buffer> {
  const columns = Object.keys(table.columns);
  const check = new RowCheck(table, columns);
  const values = new Array<SqlValue>(columns.length);
  let chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  let end = HEADER.copy(chunk);
  for (const row of rows) {
    let at = 0;
    for (const column of columns) values[at++] = row[column] as SqlValue;
    check.values(values);
    const bytesMax = rowBytesMax(values) + TRAILER.length;
    if (end + bytesMax > chunk.length) {
      yield chunk.subarray(0, end);
      chunk = Buffer.allocUnsafeSlow(Math.max(CHUNK_BYTES, bytesMax));
      end = 0;
    }
    end = writeRow(chunk, end, values);
  }
  end += TRAILER.copy(chunk, end);
  yield chunk.subarray(0, end);
}

function rowBytesMax(values: readonly SqlValue[]): number {
  let bytes = COUNT_BYTES + values.length * LENGTH_BYTES;
  for (const value of values) {
    bytes += typeof value === 'string' ? value.length * CODE_UNIT_BYTES_MAX : NUMBER_BYTES;
  }
  return bytes;
}

function writeRow(chunk: Buffer, start: number, values: readonly SqlValue[]): number {
  let at = chunk.writeInt16BE(values.length, start);
  for (const value of values) {
    if (typeof value === 'string') {
      const bytes = writeText(chunk, at + LENGTH_BYTES, value);
      at = chunk.writeInt32BE(bytes, at) + bytes;
    } else if (value === null) {
      at = chunk.writeInt32BE(EMPTY, at);
    } else {
      at = writeNumber(chunk, chunk.writeInt32BE(NUMBER_BYTES, at), value);
    }
  }
  return at;
}

function writeText(chunk: Buffer, start: number, text: string): number {
  const { length } = text;
  if (length > SHORT_TEXT) return chunk.write(text, start);
  for (let at = 0; at < length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit > ASCII_MAX) return chunk.write(text, start);
    chunk[start + at] = unit;
  }
  return length;
}

/** Like writing a bigint, without allocating one. */
function writeNumber(chunk: Buffer, at: number, value: number): number {
  const high = Math.floor(value / TWO_TO_32);
  return chunk.writeUInt32BE(value - high * TWO_TO_32, chunk.writeInt32BE(high, at));
}
