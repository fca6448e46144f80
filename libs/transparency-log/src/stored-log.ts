import type { LogStore } from '@ledger/log-store-port';
import {
  decodeEntries,
  decodeHashes,
  edgeTiles,
  positionOfEntry,
  tileAt,
  tilePath,
  TILE_WIDTH,
  TileNotUsable,
  TileTree,
  type Hash,
  type Tile,
} from '@ledger/transparency';

/** The path of the checkpoint. */
export const CHECKPOINT_PATH = 'checkpoint';

/** Tiles cached while a tree is read: a proof reads some 10, the largest possible 16. */
const RECENT_MAX = 32;

/** Tiles and entries of a tree of some size, as the log stores them. */
export class StoredLog {
  readonly #store: Pick<LogStore, 'read'>;
  readonly tree: TileTree;
  /** Recently read tiles: a proof needs each of them several times. */
  readonly #recent = new Map<string, Promise<Uint8Array>>();

  constructor(
    store: Pick<LogStore, 'read'>,
    readonly size: number,
  ) {
    this.#store = store;
    this.tree = new TileTree(size, (tile) => this.#tile(tile));
  }

  /**
   * The hashes at the right edge, level by level from the leaves up.
   *
   * @throws {TileNotUsable} one is missing or malformed
   */
  async edge(): Promise<readonly (readonly Hash[])[]> {
    const edge: (readonly Hash[])[] = [];
    for (const tile of edgeTiles(this.size)) {
      const level = Number(tile.level);
      while (edge.length < level) edge.push([]);
      edge.push(decodeHashes(await this.#tile(tile), tile.width));
    }
    return edge;
  }

  /**
   * The entries of a bundle, as many as it has in this tree.
   *
   * @throws {TileNotUsable} it is missing or malformed
   */
  async bundle(index: number): Promise<readonly Uint8Array[]> {
    const tile = tileAt('entries', index * TILE_WIDTH, this.size);
    return decodeEntries(await this.#tile(tile), tile.width);
  }

  /**
   * The index of the entry of a position; undefined if this tree has none.
   *
   * @throws {TileNotUsable} a bundle is missing or malformed
   */
  async indexOf(position: number): Promise<number | undefined> {
    let [from, to] = [0, Math.ceil(this.size / TILE_WIDTH)];
    // Exact where positions have no gaps.
    let guess = Math.floor((position - 1) / TILE_WIDTH);
    while (from < to) {
      const middle = guess < to ? guess : Math.floor((from + to) / 2);
      guess = to;
      const entries = await this.bundle(middle);
      if (positionIn(entries, 0) > position) to = middle;
      else if (positionIn(entries, entries.length - 1) < position) from = middle + 1;
      else return indexAmong(entries, position, middle * TILE_WIDTH);
    }
    return undefined;
  }

  #tile(tile: Tile): Promise<Uint8Array> {
    const path = tilePath(tile);
    const recent = this.#recent.get(path);
    if (recent !== undefined) return recent;
    const reading = this.#read(path);
    this.#recent.set(path, reading);
    const [oldest = ''] = this.#recent.keys();
    if (this.#recent.size > RECENT_MAX) this.#recent.delete(oldest);
    return reading;
  }

  async #read(path: string): Promise<Uint8Array> {
    const bytes = await this.#store.read(path);
    if (bytes === undefined) throw new TileNotUsable(path, 'it is missing');
    return bytes;
  }
}

function positionIn(entries: readonly Uint8Array[], at: number): number {
  const entry = entries[at];
  return (entry === undefined ? undefined : positionOfEntry(entry)) ?? 0;
}

function indexAmong(
  entries: readonly Uint8Array[],
  position: number,
  first: number,
): number | undefined {
  const at = entries.findIndex((entry) => positionOfEntry(entry) === position);
  return at < 0 ? undefined : first + at;
}
