import {
  completeSubtrees,
  consistencyRanges,
  inclusionRanges,
  type LeafRange,
} from './proof-ranges.js';
import type { HashTile } from './hash-tile.js';
import { hashesAtLevel, tileAt, TILE_WIDTH, type Tile } from './tiles.js';
import { EMPTY_ROOT, nodeHash, type Hash } from './tree-hash.js';

/** Reads a tile of hashes; what it throws is passed on. */
export type ReadTile = (tile: Tile) => Promise<HashTile>;

/** The width of a tile is 2 to this. */
const TILE_HEIGHT = 8;

/** A tree of some size, backed by its tiles: hashes and proofs of any part of it. */
export class TileTree {
  readonly #readTile: ReadTile;

  constructor(
    readonly size: number,
    readTile: ReadTile,
  ) {
    this.#readTile = readTile;
  }

  root(): Promise<Hash> {
    return this.#hashOf({ start: 0, end: this.size });
  }

  /**
   * The leaf's sibling first.
   *
   * @throws {RangeError} there is no such leaf
   */
  async inclusionProof(index: number): Promise<readonly Hash[]> {
    return this.#hashesOf(inclusionRanges(index, this.size));
  }

  /**
   * Proves that the first so many leaves are the beginning of this tree.
   *
   * @throws {RangeError} there are fewer
   */
  async consistencyProof(first: number): Promise<readonly Hash[]> {
    return this.#hashesOf(consistencyRanges(first, this.size));
  }

  /** @throws {RangeError} there is no such leaf */
  async leaf(index: number): Promise<Hash> {
    if (!(index >= 0 && index < this.size)) {
      throw new RangeError(`A tree of ${this.size} leaves has no leaf ${index}.`);
    }
    return this.#complete(0, index);
  }

  /** Tiles are read at once, wherever they are. */
  #hashesOf(ranges: readonly LeafRange[]): Promise<readonly Hash[]> {
    return Promise.all(ranges.map((range) => this.#hashOf(range)));
  }

  async #hashOf(range: LeafRange): Promise<Hash> {
    const subtrees = [...completeSubtrees(range)];
    const hashes = await Promise.all(
      subtrees.map(({ height, index }) => this.#complete(height, index)),
    );
    const [last, ...before] = hashes.reverse();
    if (last === undefined) return EMPTY_ROOT;
    return before.reduce((right, left) => nodeHash(left, right), last);
  }

  /** The hash of a complete subtree of 2**height leaves. */
  async #complete(height: number, index: number): Promise<Hash> {
    const level = Math.floor(height / TILE_HEIGHT);
    const heightInTile = height % TILE_HEIGHT;
    const nodesInTile = TILE_WIDTH / 2 ** heightInTile;
    const tile = await this.#readTile(tileAt(level, index * 2 ** heightInTile, this.size));
    return tile.node(heightInTile, index % nodesInTile);
  }
}

/** The partial tiles at the right edge of a tree, from the leaves up: what growing it needs. */
export function edgeTiles(size: number): readonly Tile[] {
  const tiles: Tile[] = [];
  for (let level = 0; hashesAtLevel(size, level) > 0; level += 1) {
    const hashes = hashesAtLevel(size, level);
    const width = hashes % TILE_WIDTH;
    if (width > 0) tiles.push({ level, index: Math.floor(hashes / TILE_WIDTH), width });
  }
  return tiles;
}
