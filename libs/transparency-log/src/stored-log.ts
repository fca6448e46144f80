import type { LogStore } from '@ledger/log-store-port';
import {
  edgeTiles,
  positionOfEntry,
  tileAt,
  TILE_WIDTH,
  TileTree,
  type Hash,
} from '@ledger/transparency';
import { TileCache } from './tile-cache.js';

/** The path of the checkpoint. */
export const CHECKPOINT_PATH = 'checkpoint';

/** Tiles and entries of a tree of some size, as the log stores them. */
export class StoredLog {
  readonly #tiles: TileCache;
  readonly tree: TileTree;

  /** @param tiles shared by the trees of several sizes */
  constructor(
    store: Pick<LogStore, 'read'>,
    readonly size: number,
    tiles = new TileCache(store),
  ) {
    this.#tiles = tiles;
    this.tree = new TileTree(size, (tile) => tiles.hashes(tile));
  }

  /**
   * The hashes at the right edge, level by level from the leaves up.
   *
   * @throws {TileNotUsable} one is missing
   * @throws {MalformedLogText} one is malformed
   */
  async edge(): Promise<readonly (readonly Hash[])[]> {
    const edge: (readonly Hash[])[] = [];
    for (const tile of edgeTiles(this.size)) {
      const level = Number(tile.level);
      while (edge.length < level) edge.push([]);
      edge.push((await this.#tiles.hashes(tile)).hashes);
    }
    return edge;
  }

  /**
   * The entries of a bundle, as many as it has in this tree.
   *
   * @throws {TileNotUsable} it is missing
   * @throws {MalformedLogText} it is malformed
   */
  bundle(index: number): Promise<readonly Uint8Array[]> {
    return this.#tiles.entries(tileAt('entries', index * TILE_WIDTH, this.size));
  }

  /**
   * The index of the entry of a position; undefined if this tree has none.
   *
   * @throws {TileNotUsable} a bundle is missing
   * @throws {MalformedLogText} a bundle is malformed
   */
  async indexOf(position: number): Promise<number | undefined> {
    const search = new BundleSearch(Math.ceil(this.size / TILE_WIDTH), position);
    while (!search.isOver) {
      const bundle = search.next();
      this.#expect(bundle);
      const entries = await this.bundle(bundle);
      const [first, last] = [positionIn(entries, 0), positionIn(entries, entries.length - 1)];
      if (first > position) search.isBefore(bundle, first);
      else if (last < position) search.isAfter(bundle, last);
      else return indexAmong(entries, position, bundle * TILE_WIDTH);
    }
    return undefined;
  }

  /** Reads the tile of a bundle's leaves beside the bundle: a proof mostly needs both. */
  #expect(bundle: number): void {
    this.#tiles.hashes(tileAt(0, bundle * TILE_WIDTH, this.size)).catch(() => undefined);
  }
}

/** Looks for the bundle that holds a position. */
class BundleSearch {
  readonly #position: number;
  #from = 0;
  #to: number;
  /** The last position before `from`. */
  #low = 0;
  /** The first position from `to` on, once it is known. */
  #high: number | undefined;
  #looks = 0;

  constructor(bundles: number, position: number) {
    this.#to = bundles;
    this.#position = position;
  }

  get isOver(): boolean {
    return this.#from >= this.#to;
  }

  next(): number {
    this.#looks += 1;
    const guess = Math.min(this.#guess(), this.#to - 1);
    return Math.max(guess, this.#from);
  }

  isBefore(bundle: number, first: number): void {
    this.#to = bundle;
    this.#high = first;
  }

  isAfter(bundle: number, last: number): void {
    this.#from = bundle + 1;
    this.#low = last;
  }

  #guess(): number {
    // Exact where positions have no gaps; else at the end, which is needed anyway.
    if (this.#looks === 1) return Math.floor((this.#position - 1) / TILE_WIDTH);
    const [width, high] = [this.#to - this.#from, this.#high];
    // Every other look halves what is left, however unevenly positions are spread.
    if (high === undefined || this.#looks % 2 === 1) return this.#from + (width >> 1);
    const share = (this.#position - this.#low) / (high - this.#low);
    return this.#from + Math.floor(share * width);
  }
}

function positionIn(entries: readonly Uint8Array[], at: number): number {
  const entry = entries[at];
  return (entry === undefined ? undefined : positionOfEntry(entry)) ?? 0;
}

/** Entries are in order of position. */
function indexAmong(
  entries: readonly Uint8Array[],
  position: number,
  first: number,
): number | undefined {
  let [from, to] = [0, entries.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const found = positionIn(entries, middle);
    if (found === position) return first + middle;
    if (found < position) from = middle + 1;
    else to = middle;
  }
  return undefined;
}
