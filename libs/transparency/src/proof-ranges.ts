import { splitOf } from './tree-hash.js';

/** Consecutive leaves, from the first up to but excluding the end. */
export interface LeafRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The subtrees whose hashes are the inclusion proof of a leaf, from the leaf's sibling up (RFC
 * 6962, section 2.1.1, PATH).
 *
 * @throws {RangeError} there is no such leaf
 */
export function inclusionRanges(index: number, size: number): readonly LeafRange[] {
  if (!(index >= 0 && index < size)) {
    throw new RangeError(`A tree of ${size} leaves has no leaf ${index}.`);
  }
  const down: LeafRange[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    if (index < middle) {
      down.push({ start: middle, end });
      end = middle;
    } else {
      down.push({ start, end: middle });
      start = middle;
    }
  }
  return down.reverse();
}

/**
 * The subtrees whose hashes are the consistency proof of two sizes of a tree (RFC 6962, section
 * 2.1.2, PROOF); empty where none is needed: for an empty tree, or equal sizes.
 *
 * @throws {RangeError} the first is larger than the second
 */
export function consistencyRanges(first: number, second: number): readonly LeafRange[] {
  if (!(first >= 0 && first <= second)) {
    throw new RangeError(`A tree of ${second} leaves does not go on from one of ${first}.`);
  }
  if (first === 0 || first === second) return [];
  const down: LeafRange[] = [];
  let [start, end] = [0, second];
  while (end !== first) {
    const middle = start + splitOf(end - start);
    if (first <= middle) {
      down.push({ start: middle, end });
      end = middle;
    } else {
      down.push({ start, end: middle });
      start = middle;
    }
  }
  // The verifier knows the first tree itself, so it is omitted.
  if (start > 0) down.push({ start, end });
  return down.reverse();
}

/** The complete subtrees that a range divides into, from the left: each of 2**height leaves. */
export function* completeSubtrees({
  start,
  end,
}: LeafRange): Iterable<{ readonly height: number; readonly index: number }> {
  let at = start;
  while (at < end) {
    let height = 0;
    while (at % 2 ** (height + 1) === 0 && at + 2 ** (height + 1) <= end) height += 1;
    yield { height, index: at / 2 ** height };
    at += 2 ** height;
  }
}
