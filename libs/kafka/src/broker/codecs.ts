import { uncompressSync as unsnappy } from 'snappy';
import kafkajs from 'kafkajs';
import { decompressFrame } from 'lz4-napi';
import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import { unreadableRecords } from './unreadable-batch.js';

/** More than any batch that a broker accepts by default could hold; anything larger is not read. */
const BATCH_BYTES_MAX = 64 * 1024 * 1024;

const gunzip = promisify(zlib.gunzip);

type Inflate = (compressed: Buffer) => Promise<Buffer> | Buffer;

const ZSTD_NEEDS = 'zstd needs Node 22.15 or later here';

/**
 * Installs the four codecs that producers may choose. A batch that cannot be read is passed on
 * as messages that say so, because a failure here would end all partitions together.
 */
export function installCodecs(): void {
  const { CompressionCodecs, CompressionTypes } = kafkajs;
  const codecs = CompressionCodecs as Record<number, () => object>;
  codecs[CompressionTypes.GZIP] = codecOf('gzip', inflateGzip, (data) => zlib.gzipSync(data));
  codecs[CompressionTypes.Snappy] = codecOf('snappy', inflateSnappy);
  codecs[CompressionTypes.LZ4] = codecOf('lz4', decompressFrame);
  codecs[CompressionTypes.ZSTD] = codecOf('zstd', inflateZstd);
  for (const unknown of [5, 6, 7]) codecs[unknown] = codecOf(`codec ${unknown}`, refuse);
}

function codecOf(name: string, inflate: Inflate, deflate?: (data: Buffer) => Buffer) {
  const codec = {
    compress: ({ buffer }: { readonly buffer: Buffer }) => {
      if (deflate === undefined) throw new TypeError(`The bridge does not send ${name}.`);
      return deflate(buffer);
    },
    decompress: async (compressed: Buffer): Promise<Buffer> => {
      try {
        return await inflate(compressed);
      } catch (error) {
        const fault = error instanceof Error ? error.message : String(error);
        return unreadableRecords(compressed, `${name}: ${fault}`);
      }
    },
  };
  return () => codec;
}

function inflateGzip(compressed: Buffer): Promise<Buffer> {
  return gunzip(compressed, { maxOutputLength: BATCH_BYTES_MAX });
}

function inflateZstd(compressed: Buffer): Promise<Buffer> {
  if (!('zstdDecompress' in zlib)) throw new TypeError(ZSTD_NEEDS);
  return new Promise((resolve, reject) => {
    const options = { maxOutputLength: BATCH_BYTES_MAX };
    zlib.zstdDecompress(compressed, options, (error, data) =>
      error === null ? resolve(data) : reject(error),
    );
  });
}

/** The frame of Java's producer; others send a single unframed block. */
const XERIAL = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00]);
const XERIAL_HEADER_BYTES = 16;

function inflateSnappy(compressed: Buffer): Buffer {
  if (!compressed.subarray(0, XERIAL.length).equals(XERIAL)) return block(compressed, 0);
  const blocks: Buffer[] = [];
  let bytes = 0;
  for (let at = XERIAL_HEADER_BYTES; at < compressed.length;) {
    const from = at + 4;
    at = from + compressed.readUInt32BE(at);
    if (at > compressed.length) throw new RangeError('a block ends behind the batch');
    const inflated = block(compressed.subarray(from, at), bytes);
    bytes += inflated.length;
    blocks.push(inflated);
  }
  return Buffer.concat(blocks);
}

function block(compressed: Buffer, bytesBefore: number): Buffer {
  if (bytesBefore + inflatedBytes(compressed) > BATCH_BYTES_MAX) {
    throw new RangeError(`it inflates to more than ${BATCH_BYTES_MAX} bytes`);
  }
  return Buffer.from(unsnappy(compressed));
}

/** The uncompressed length that a snappy block begins with, as a varint. */
function inflatedBytes(compressed: Buffer): number {
  let length = 0;
  for (let i = 0; i < 5; i += 1) {
    const byte = compressed[i] ?? 0;
    length += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) break;
  }
  return length;
}

function refuse(): never {
  throw new TypeError('no such codec is known');
}
