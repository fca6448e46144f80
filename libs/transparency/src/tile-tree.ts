import {
  completeSubtrees,
  consistencyRanges,
  inclusionRanges,
  type LeafRange,
} from './proof-ranges.js';
import { decodeHashes, hashesAtLevel, tileAt, TILE_WIDTH, type Tile } from './tiles.js';
import { EMPTY_ROOT, nodeHash, rootOver, type Hash } from './tree-hash.js';

/** Reads the bytes of a tile of hashes; what it throws is passed on. */
export type ReadTile = (tile: Tile) => Promise<Uint8Array>;

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

  async #hashesOf(ranges: readonly LeafRange[]): Promise<readonly Hash[]> {
    const hashes: Hash[] = [];
    for (const range of ranges) hashes.push(await this.#hashOf(range));
    return hashes;
  }

  async #hashOf(range: LeafRange): Promise<Hash> {
    const hashes: Hash[] = [];
    for (const { height, index } of completeSubtrees(range)) {
      hashes.push(await this.#complete(height, index));
    }
    const [last, ...before] = hashes.reverse();
    if (last === undefined) return EMPTY_ROOT;
    return before.reduce((right, left) => nodeHash(left, right), last);
  }

  /** The hash of a complete subtree of 2**height leaves. */
  async #complete(height: number, index: number): Promise<Hash> {
    const level = Math.floor(height / TILE_HEIGHT);
    const count = 2 ** (height % TILE_HEIGHT);
    const from = index * count;
    const tile = tileAt(level, from, this.size);
    const hashes = decodeHashes(await this.#readTile(tile), tile.width);
    return rootOver(hashes.slice(from % TILE_WIDTH, (from % TILE_WIDTH) + count));
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
