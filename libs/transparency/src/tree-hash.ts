import { hash } from 'node:crypto';

/** A SHA-256 digest: 32 bytes. */
export type Hash = Uint8Array;

/** Length of a hash in bytes. */
export const HASH_BYTES = 32;

const LEAF_PREFIX = 0;
const NODE_PREFIX = 1;
const LEAF_BYTES_USUALLY_MAX = 1_024;
/** One buffer for all but the longest leaves: each is hashed before the next is written. */
const leafBytes = Buffer.alloc(1 + LEAF_BYTES_USUALLY_MAX, LEAF_PREFIX);
/** One buffer for all nodes, likewise. */
const nodeBytes = Buffer.alloc(1 + 2 * HASH_BYTES, NODE_PREFIX);

/** The root of a tree without leaves. */
export const EMPTY_ROOT: Hash = sha256(Buffer.alloc(0));

/** The hash of a leaf: SHA-256 over a zero byte and the entry (RFC 6962, section 2.1). */
export function leafHash(entry: Uint8Array): Hash {
  const bytes =
    entry.length < leafBytes.length
      ? leafBytes.subarray(0, 1 + entry.length)
      : Buffer.alloc(1 + entry.length, LEAF_PREFIX);
  bytes.set(entry, 1);
  return sha256(bytes);
}

/** The hash of a node: SHA-256 over a one byte, the left and the right (RFC 6962, section 2.1). */
export function nodeHash(left: Hash, right: Hash): Hash {
  nodeBytes.set(left, 1);
  nodeBytes.set(right, 1 + HASH_BYTES);
  return sha256(nodeBytes);
}

/** True if both have the same bytes. */
export function sameHash(one: Hash, other: Hash): boolean {
  return Buffer.compare(one, other) === 0;
}

/** SHA-256 of bytes, or of a text in UTF-8. */
export function sha256(bytes: Uint8Array | string): Hash {
  // Half the time of asking for a buffer: a text needs no memory outside the heap.
  return Buffer.from(hash('sha256', bytes, 'binary'), 'latin1');
}

/**
 * The largest power of two below a number of leaves, where RFC 6962 splits their tree.
 *
 * @param leaves 2 or more
 */
export function splitOf(leaves: number): number {
  let left = 1;
  while (left * 2 < leaves) left *= 2;
  return left;
}

/**
 * The root over consecutive hashes at one level of a tree, up to its edge: RFC 6962's MTH, over
 * hashes rather than entries.
 *
 * @param hashes at least one
 */
export function rootOver(hashes: readonly Hash[]): Hash {
  const [first, second] = hashes;
  if (second === undefined) return first ?? EMPTY_ROOT;
  let level: Uint8Array = Buffer.concat(hashes);
  while (level.length > HASH_BYTES) level = levelAbove(level);
  return level;
}

/**
 * One level up, from hashes one after the other to hashes one after the other: an odd one at the
 * end is promoted unchanged.
 */
export function levelAbove(hashes: Uint8Array): Uint8Array {
  const above = Buffer.allocUnsafe(Math.ceil(hashes.length / 2 / HASH_BYTES) * HASH_BYTES);
  let at = 0;
  for (let from = 0; from < hashes.length; from += 2 * HASH_BYTES, at += HASH_BYTES) {
    const pair = hashes.subarray(from, from + 2 * HASH_BYTES);
    if (pair.length === HASH_BYTES) {
      above.set(pair, at);
    } else {
      nodeBytes.set(pair, 1);
      above.write(hash('sha256', nodeBytes, 'binary'), at, 'latin1');
    }
  }
  return above;
}
