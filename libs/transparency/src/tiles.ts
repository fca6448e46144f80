import { MalformedLogText } from './transparency-errors.js';
import { HASH_BYTES, type Hash } from './tree-hash.js';

/** The number of hashes, or entries, of a full tile: tiles have height 8. */
export const TILE_WIDTH = 256;

/** The most bytes of an entry: its length is written in two bytes. */
export const ENTRY_BYTES_MAX = 65_535;

/** Hashes of one level of the tree, or the entries themselves (C2SP tlog-tiles). */
export interface Tile {
  /** 0 for leaf hashes; `entries` for the hashed entries. */
  readonly level: number | 'entries';
  /** Index among the tiles of its level, from 0. */
  readonly index: number;
  /** 1 to {@link TILE_WIDTH}; less than that for a partial tile. */
  readonly width: number;
}

/** The path of a tile, relative to the log: `tile/0/x001/234.p/5`. */
export function tilePath({ level, index, width }: Tile): string {
  const partial = width === TILE_WIDTH ? '' : `.p/${width}`;
  return `tile/${level}/${indexPath(index)}${partial}`;
}

const PATH =
  /^tile\/(0|[1-9]|[1-5]\d|6[0-3]|entries)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** The tile of a path; undefined for any other path, also one with superfluous zeros. */
export function tileOfPath(path: string): Tile | undefined {
  const [, level, digits, partial] = PATH.exec(path) ?? [];
  if (level === undefined || digits === undefined) return undefined;
  const tile: Tile = {
    level: level === 'entries' ? level : Number(level),
    index: Number(digits.replaceAll(/[x/]/g, '')),
    width: partial === undefined ? TILE_WIDTH : Number(partial),
  };
  return tilePath(tile) === path ? tile : undefined;
}

/** The number of hashes at a level of a tree: `floor(size / 256**level)`. */
export function hashesAtLevel(size: number, level: number): number {
  return Math.floor(size / TILE_WIDTH ** level);
}

/** The tile that holds one hash of a level, as wide as it is in a tree of that size. */
export function tileAt(level: number | 'entries', hashIndex: number, size: number): Tile {
  const index = Math.floor(hashIndex / TILE_WIDTH);
  const hashes = hashesAtLevel(size, level === 'entries' ? 0 : level);
  return { level, index, width: Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH) };
}

/**
 * The tiles that a tree of one size has and a smaller one has not, partial ones included: level
 * by level from the entries up, in order of index.
 */
export function* tilesBetween(from: number, to: number): Iterable<Tile> {
  yield* tilesOfLevel('entries', from, to);
  for (let level = 0; hashesAtLevel(to, level) > 0; level += 1) {
    yield* tilesOfLevel(level, hashesAtLevel(from, level), hashesAtLevel(to, level));
  }
}

function* tilesOfLevel(level: Tile['level'], from: number, to: number): Iterable<Tile> {
  if (from === to) return;
  for (let index = Math.floor(from / TILE_WIDTH); index * TILE_WIDTH < to; index += 1) {
    yield { level, index, width: Math.min(TILE_WIDTH, to - index * TILE_WIDTH) };
  }
}

/** The concatenated hashes of a tile. */
export function encodeHashes(hashes: readonly Hash[]): Uint8Array {
  return Buffer.concat(hashes);
}

/**
 * Refuses bytes that are not so many hashes.
 *
 * @throws {MalformedLogText} these are not exactly so many hashes
 */
export function checkHashes(bytes: Uint8Array, width: number): void {
  if (bytes.length === width * HASH_BYTES) return;
  const fault = `it has ${bytes.length} bytes, and ${width} hashes have ${width * HASH_BYTES}`;
  throw new MalformedLogText('The tile', fault);
}

/**
 * The hashes of a tile.
 *
 * @throws {MalformedLogText} these are not exactly so many hashes
 */
export function decodeHashes(bytes: Uint8Array, width: number): readonly Hash[] {
  checkHashes(bytes, width);
  return Array.from({ length: width }, (_, i) =>
    bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES),
  );
}

/**
 * An entry bundle: each entry after its length in two bytes, big-endian.
 *
 * @throws {RangeError} an entry has more than {@link ENTRY_BYTES_MAX} bytes
 */
export function encodeEntries(entries: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const entry of entries) {
    if (entry.length > ENTRY_BYTES_MAX) {
      throw new RangeError(`An entry of ${entry.length} bytes is too long for a log.`);
    }
    length += 2 + entry.length;
  }
  const bytes = Buffer.allocUnsafe(length);
  let at = 0;
  for (const entry of entries) {
    at = bytes.writeUInt16BE(entry.length, at);
    bytes.set(entry, at);
    at += entry.length;
  }
  return bytes;
}

/**
 * The entries of a bundle, each without its length.
 *
 * @throws {MalformedLogText} these are not exactly so many entries
 */
export function decodeEntries(bytes: Uint8Array, width: number): readonly Uint8Array[] {
  const entries: Uint8Array[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (at + 2 <= bytes.length && entries.length < width) {
    const end = at + 2 + view.getUint16(at);
    if (end > bytes.length) break;
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  if (entries.length !== width || at !== bytes.length) {
    throw new MalformedLogText('The entry bundle', `it does not hold ${width} whole entries`);
  }
  return entries;
}

function indexPath(index: number): string {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const groups = padded.match(/\d{3}/g) ?? [];
  return groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
}
