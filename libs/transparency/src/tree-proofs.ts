import { ProofDoesNotFit } from './transparency-errors.js';
import { EMPTY_ROOT, nodeHash, sameHash, type Hash } from './tree-hash.js';

/** A tree by its size and root. */
export interface TreeHead {
  /** The number of leaves. */
  readonly size: number;
  readonly root: Hash;
}

/**
 * Verifies that a leaf is at its index in a tree.
 *
 * @see RFC 9162, section 2.1.3.2, whose proofs are those of RFC 6962
 * @throws {ProofDoesNotFit} the proof is invalid
 */
export function checkInclusion(
  leaf: { readonly index: number; readonly hash: Hash },
  head: TreeHead,
  proof: readonly Hash[],
): void {
  const { index, hash } = leaf;
  if (!(Number.isSafeInteger(index) && index >= 0 && index < head.size)) {
    throw new ProofDoesNotFit(`a tree of ${head.size} leaves has no leaf ${index}`);
  }
  const edge = new Edge(index, head.size - 1);
  let root = hash;
  for (const beside of proof) {
    root = edge.isRight() ? nodeHash(beside, root) : nodeHash(root, beside);
    edge.up();
  }
  if (!edge.isRoot()) throw new ProofDoesNotFit(`it has ${proof.length} hashes, too few`);
  if (!sameHash(root, head.root)) {
    throw new ProofDoesNotFit(
      `entry ${index} does not lead to the root of ${head.size} entries`,
    );
  }
}

/**
 * Verifies that one tree is the beginning of another.
 *
 * @see RFC 9162, section 2.1.4.2, whose proofs are those of RFC 6962
 * @throws {ProofDoesNotFit} the proof is invalid
 */
export function checkConsistency(
  first: TreeHead,
  second: TreeHead,
  proof: readonly Hash[],
): void {
  if (first.size > second.size) {
    const fault = `a tree of ${second.size} entries is smaller than the one of ${first.size}`;
    throw new ProofDoesNotFit(fault);
  }
  if (first.size === 0 || first.size === second.size) {
    checkWithoutProof(first, second, proof);
    return;
  }
  const isWhole = Number.isInteger(Math.log2(first.size));
  const [begin, ...rest] = isWhole ? [first.root, ...proof] : proof;
  if (begin === undefined) throw new ProofDoesNotFit('it has no hashes');
  const edge = new Edge(first.size - 1, second.size - 1);
  edge.skipRight();
  let [before, after] = [begin, begin];
  for (const beside of rest) {
    if (edge.isRight()) {
      before = nodeHash(beside, before);
      after = nodeHash(beside, after);
    } else {
      after = nodeHash(after, beside);
    }
    edge.up();
  }
  if (!edge.isRoot()) throw new ProofDoesNotFit(`it has ${proof.length} hashes, too few`);
  const fits = sameHash(before, first.root) && sameHash(after, second.root);
  if (!fits) throw new ProofDoesNotFit(forkOf(first, second));
}

function checkWithoutProof(first: TreeHead, second: TreeHead, proof: readonly Hash[]): void {
  if (proof.length > 0) throw new ProofDoesNotFit('it has hashes where none are needed');
  const expected = first.size === 0 ? EMPTY_ROOT : second.root;
  if (!sameHash(first.root, expected)) throw new ProofDoesNotFit(forkOf(first, second));
}

function forkOf(first: TreeHead, second: TreeHead): string {
  return `the tree of ${first.size} entries is not the beginning of that of ${second.size}`;
}

/** A node on its way up to the root, with the last node of each level. */
class Edge {
  #node: number;
  #last: number;

  constructor(node: number, last: number) {
    this.#node = node;
    this.#last = last;
  }

  /**
   * True if the node's sibling is on its left. The last node of a level without a sibling moves
   * up until it has one.
   *
   * @throws {ProofDoesNotFit} it is the root, which has no sibling
   */
  isRight(): boolean {
    if (this.isRoot()) throw new ProofDoesNotFit('it has too many hashes');
    if (this.#node % 2 === 1) return true;
    if (this.#node !== this.#last) return false;
    while (this.#node % 2 === 0) this.up();
    return true;
  }

  isRoot(): boolean {
    return this.#last === 0;
  }

  up(): void {
    this.#node = Math.floor(this.#node / 2);
    this.#last = Math.floor(this.#last / 2);
  }

  /** Moves up to the subtree of the first proof hash. */
  skipRight(): void {
    while (this.#node % 2 === 1) this.up();
  }
}
