import { nodeHash, sameHash, sha256, HASH_BYTES, type Hash } from './tree-hash.js';
import { ProofDoesNotFit } from './transparency-errors.js';

/** The root of a map without streams, and of every part of it that has none. */
export const EMPTY_MAP: Hash = Buffer.alloc(HASH_BYTES);

/** The head of a stream without events. */
export const NO_EVENTS: Hash = Buffer.alloc(HASH_BYTES);

/** The key of a stream in the map, whose bits are its path: SHA-256 of its name in UTF-8. */
export function streamKey(name: string): Hash {
  return sha256(name);
}

/** What names of lists begin with. A list has entries of several streams; its name is not one. */
export const LIST_PREFIX = 'list-';

/** True for the name of a list, which has its part in the map as a stream has. */
export function isList(name: string): boolean {
  return name.startsWith(LIST_PREFIX);
}

const HEAD_PREFIX = 2;
const headBytes = Buffer.alloc(1 + HASH_BYTES + 8, HEAD_PREFIX);

/** The head of a stream after one more event, by the index of the event's entry in the log. */
export function nextHead(head: Hash, index: number): Hash {
  headBytes.set(head, 1);
  headBytes.writeBigUInt64BE(BigInt(index), 1 + HASH_BYTES);
  return sha256(headBytes);
}

/** The head of a stream with these entries, by their indices in the order they were disclosed. */
export function headOver(indices: readonly number[]): Hash {
  return indices.reduce(nextHead, NO_EVENTS);
}

/** A stream in the map. */
export interface MapLeaf {
  readonly key: Hash;
  readonly head: Hash;
}

const LEAF_PREFIX = 0;
const leafBytes = Buffer.alloc(1 + 2 * HASH_BYTES, LEAF_PREFIX);

/**
 * The hash of a stream, of the smallest part of the map that holds it alone: that of a leaf of
 * RFC 6962 with its key and its head.
 */
export function mapLeafHash({ key, head }: MapLeaf): Hash {
  leafBytes.set(key, 1);
  leafBytes.set(head, 1 + HASH_BYTES);
  return sha256(leafBytes);
}

/** A part of the map: its hash, and whether it is a single stream. */
export interface MapPart {
  readonly hash: Hash;
  readonly isStream: boolean;
}

/** A part of the map in which there is no stream. */
export const EMPTY_PART: MapPart = { hash: EMPTY_MAP, isStream: false };

/** Joins two halves of a part. A stream moves up until there is another one beside it. */
export function joinParts(left: MapPart, right: MapPart): MapPart {
  if (left === EMPTY_PART && (right === EMPTY_PART || right.isStream)) return right;
  if (right === EMPTY_PART && left.isStream) return left;
  return { hash: nodeHash(left.hash, right.hash), isStream: false };
}

/** Proves what the map holds under one key. */
export interface MapProof {
  /** From the part's sibling up to the root's halves. */
  readonly siblings: readonly Hash[];
  /** The stream that is there instead, of a key that the map does not have. */
  readonly other?: MapLeaf;
}

/** The most siblings: one for each bit of a key. */
const DEPTH_MAX = 8 * HASH_BYTES;

/** A bit of a key, from the first. */
export function bitOf(key: Hash, at: number): number {
  return ((key[at >> 3] ?? 0) >> (7 - (at & 7))) & 1;
}

/**
 * Checks that the map has a stream with exactly this head; {@link NO_EVENTS} that it has no such
 * stream.
 *
 * @throws {ProofDoesNotFit} the proof is invalid
 */
export function checkStream(root: Hash, leaf: MapLeaf, { siblings, other }: MapProof): void {
  const { key, head } = leaf;
  if (siblings.length > DEPTH_MAX) throw new ProofDoesNotFit('it has too many hashes');
  let hash = sameHash(head, NO_EVENTS)
    ? hashInstead(key, siblings.length, other)
    : mapLeafHash(leaf);
  siblings.forEach((sibling, i) => {
    const isRight = bitOf(key, siblings.length - 1 - i) === 1;
    hash = isRight ? nodeHash(sibling, hash) : nodeHash(hash, sibling);
  });
  if (!sameHash(hash, root)) {
    throw new ProofDoesNotFit('it does not lead to the root of the map of streams');
  }
}

/** What stands on the path of a key that the map does not have. */
function hashInstead(key: Hash, depth: number, other: MapLeaf | undefined): Hash {
  if (other === undefined) return EMPTY_MAP;
  if (sameHash(other.key, key)) throw new ProofDoesNotFit('the other stream is this one');
  for (let at = 0; at < depth; at += 1) {
    if (bitOf(other.key, at) === bitOf(key, at)) continue;
    throw new ProofDoesNotFit('the other stream is not on the path of this one');
  }
  return mapLeafHash(other);
}

const EXTENSION = /^streams ([A-Za-z0-9+/]{43}=)$/m;

/** The extension line of a checkpoint that holds the root of its map of streams. */
export function streamsLine(root: Hash): string {
  return `streams ${Buffer.from(root).toString('base64')}\n`;
}

/** The root of the map of streams in a checkpoint's extension lines; undefined without one. */
export function streamsRootIn(extension: string): Hash | undefined {
  const [, root64] = EXTENSION.exec(extension) ?? [];
  return root64 === undefined ? undefined : Buffer.from(root64, 'base64');
}
