import { TILE_WIDTH, type Tile } from './tiles.js';
import { EMPTY_ROOT, nodeHash, rootOver, type Hash } from './tree-hash.js';

/** A completed tile. */
export interface FullTile {
  readonly tile: Tile;
  readonly hashes: readonly Hash[];
}

const NONE: readonly FullTile[] = [];

/**
 * An append-only tree: it keeps the partial tiles at its right edge, at most 255 hashes per
 * level, however large it is.
 */
export class GrowingTree {
  readonly #edge: Hash[][];
  #size: number;

  /**
   * @param size the number of leaves it begins with
   * @param edge the hashes of the partial tile of each level from the leaves up; empty where a
   *   level has none
   */
  constructor(size = 0, edge: readonly (readonly Hash[])[] = []) {
    this.#size = size;
    this.#edge = edge.map((hashes) => [...hashes]);
  }

  get size(): number {
    return this.#size;
  }

  /** Adds a leaf, and returns the tiles that it completes, from the leaves up. */
  add(leaf: Hash): readonly FullTile[] {
    this.#size += 1;
    let full = NONE;
    let hash = leaf;
    for (let level = 0; ; level += 1) {
      const hashes = (this.#edge[level] ??= []);
      hashes.push(hash);
      if (hashes.length < TILE_WIDTH) return full;
      const index = Math.floor(this.#size / TILE_WIDTH ** (level + 1)) - 1;
      full = [...full, { tile: { level, index, width: TILE_WIDTH }, hashes }];
      this.#edge[level] = [];
      hash = rootOver(hashes);
    }
  }

  /** The present partial tiles, from the leaves up. */
  partial(): readonly FullTile[] {
    return this.#edge.flatMap((hashes, level) => {
      if (hashes.length === 0) return [];
      const index = Math.floor(this.#size / TILE_WIDTH ** (level + 1));
      return [{ tile: { level, index, width: hashes.length }, hashes: [...hashes] }];
    });
  }

  root(): Hash {
    let root: Hash | undefined;
    for (const hashes of this.#edge) root = rootWithin(hashes, root);
    return root ?? EMPTY_ROOT;
  }
}

/** The root of a level's partial tile with the smaller tree to its right. */
function rootWithin(hashes: readonly Hash[], right: Hash | undefined): Hash | undefined {
  if (hashes.length === 0) return right;
  let root = right;
  let end = hashes.length;
  for (let count = 1; end > 0; count *= 2) {
    if ((end & count) === 0) continue;
    const left = rootOver(hashes.slice(end - count, end));
    root = root === undefined ? left : nodeHash(left, root);
    end -= count;
  }
  return root;
}
