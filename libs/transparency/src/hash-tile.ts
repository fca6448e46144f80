import { checkHashes, decodeHashes } from './tiles.js';
import { HASH_BYTES, levelAbove, type Hash } from './tree-hash.js';

/** A tile of hashes, with the nodes of the tree above them that are complete within it. */
export class HashTile {
  readonly #width: number;
  /** By height above the tile's own hashes; computed when first asked for, and then kept. */
  readonly #levels: [Uint8Array, ...Uint8Array[]];

  /** @throws {MalformedLogText} these are not exactly so many hashes */
  constructor(bytes: Uint8Array, width: number) {
    checkHashes(bytes, width);
    this.#levels = [bytes];
    this.#width = width;
  }

  /** The hashes as the tile has them. */
  get hashes(): readonly Hash[] {
    return decodeHashes(this.#levels[0], this.#width);
  }

  /**
   * The root over 2**height of its hashes.
   *
   * @param index among the complete subtrees of that height, from 0
   * @throws {RangeError} the tile has no such subtree
   */
  node(height: number, index: number): Hash {
    const level = this.#level(height);
    const start = index * HASH_BYTES;
    if (start >= level.length) {
      throw new RangeError(`The tile has no node ${height}/${index}.`);
    }
    return level.subarray(start, start + HASH_BYTES);
  }

  #level(height: number): Uint8Array {
    return (this.#levels[height] ??= nodesAbove(this.#level(height - 1)));
  }
}

/** One level up; an odd hash at the end has no parent yet. */
function nodesAbove(level: Uint8Array): Uint8Array {
  return levelAbove(level.subarray(0, level.length - (level.length % (2 * HASH_BYTES))));
}
