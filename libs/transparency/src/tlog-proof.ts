import { strictBase64 } from './note-keys.js';
import { MalformedLogText } from './transparency-errors.js';
import { HASH_BYTES, type Hash } from './tree-hash.js';

/** Proves that an entry is in a log, as one file that can be verified offline (C2SP tlog-proof). */
export interface TlogProof {
  /** Data that helps to recompute the entry; not authenticated. */
  readonly extra?: Uint8Array;
  readonly index: number;
  /** The leaf's sibling first. */
  readonly hashes: readonly Hash[];
  /** A signed note, byte for byte. */
  readonly checkpoint: string;
}

const HEADER = 'c2sp.org/tlog-proof@v1';
const INDEX = /^index (0|[1-9]\d{0,15})$/;
const HASHES_MAX = 63;

/** The file as text. */
export function formatTlogProof({ extra, index, hashes, checkpoint }: TlogProof): string {
  const lines = [
    HEADER,
    ...(extra === undefined ? [] : [`extra ${Buffer.from(extra).toString('base64')}`]),
    `index ${index}`,
    ...hashes.map((hash) => Buffer.from(hash).toString('base64')),
  ];
  return `${lines.join('\n')}\n\n${checkpoint}`;
}

/**
 * Parses the file, without verifying it.
 *
 * @throws {MalformedLogText} it is malformed
 */
export function parseTlogProof(text: string): TlogProof {
  const gap = text.indexOf('\n\n');
  if (gap < 0) throw malformed('no empty line stands before its checkpoint');
  const lines = text.slice(0, gap).split('\n');
  if (lines.shift() !== HEADER) throw malformed(`its first line is not ${HEADER}`);
  const extra = lines[0]?.startsWith('extra ') ? extraOf(lines.shift()) : undefined;
  const [, index] = INDEX.exec(lines.shift() ?? '') ?? [];
  if (index === undefined || !Number.isSafeInteger(Number(index))) {
    throw malformed('it has no index');
  }
  if (lines.length > HASHES_MAX) throw malformed('it has more hashes than any tree needs');
  return {
    ...(extra === undefined ? {} : { extra }),
    index: Number(index),
    hashes: lines.map(hashOf),
    checkpoint: text.slice(gap + 2),
  };
}

function extraOf(line = ''): Uint8Array {
  const bytes = strictBase64(line.slice('extra '.length));
  if (bytes === undefined) throw malformed('its extra data is not base64');
  return bytes;
}

function hashOf(line: string): Hash {
  const bytes = strictBase64(line);
  if (bytes?.length !== HASH_BYTES) throw malformed(`"${line.slice(0, 60)}" is no hash`);
  return bytes;
}

function malformed(fault: string): MalformedLogText {
  return new MalformedLogText('The proof', fault);
}
