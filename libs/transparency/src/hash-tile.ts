import { decodeHashes } from './tiles.js';
import { nodeHash, type Hash } from './tree-hash.js';

/** A tile of hashes, with the nodes of the tree above them that are complete within it. */
export class HashTile {
  /** By height above the tile's own hashes; computed when first asked for, and then kept. */
  readonly #nodes: (readonly Hash[])[];

  /** @throws {MalformedLogText} these are not exactly so many hashes */
  constructor(bytes: Uint8Array, width: number) {
    this.#nodes = [decodeHashes(bytes, width)];
  }

  /** The hashes as the tile has them. */
  get hashes(): readonly Hash[] {
    return this.#level(0);
  }

  /**
   * The root over 2**height of its hashes.
   *
   * @param index among the complete subtrees of that height, from 0
   * @throws {RangeError} the tile has no such subtree
   */
  node(height: number, index: number): Hash {
    const node = this.#level(height)[index];
    if (node === undefined) throw new RangeError(`The tile has no node ${height}/${index}.`);
    return node;
  }

  #level(height: number): readonly Hash[] {
    return (this.#nodes[height] ??= pairsOf(this.#level(height - 1)));
  }
}

/** One level up; an odd hash at the end has no parent yet. */
function pairsOf(hashes: readonly Hash[]): readonly Hash[] {
  const above: Hash[] = [];
  for (let i = 0; i + 1 < hashes.length; i += 2) {
    const [left, right] = [hashes[i], hashes[i + 1]];
    if (left !== undefined && right !== undefined) above.push(nodeHash(left, right));
  }
  return above;
}
