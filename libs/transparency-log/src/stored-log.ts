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

/** Where the checkpoint is kept. */
export const CHECKPOINT_PATH = 'checkpoint';

/** Tiles and entries of a tree of some size, as the log keeps them. */
export class StoredLog {
  readonly #store: Pick<LogStore, 'read'>;
  readonly tree: TileTree;

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
   * @throws {TileNotUsable} one is missing, or is none
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
   * @throws {TileNotUsable} it is missing, or is none
   */
  async bundle(index: number): Promise<readonly Uint8Array[]> {
    const tile = tileAt('entries', index * TILE_WIDTH, this.size);
    return decodeEntries(await this.#tile(tile), tile.width);
  }

  /**
   * Where the entry of a position stands; undefined if this tree has none of it.
   *
   * @throws {TileNotUsable} a bundle is missing, or is none
   */
  async indexOf(position: number): Promise<number | undefined> {
    let [from, to] = [0, Math.ceil(this.size / TILE_WIDTH)];
    while (from < to) {
      const middle = Math.floor((from + to) / 2);
      const positions = (await this.bundle(middle)).map(positionOfEntry);
      const at = positions.indexOf(position);
      if (at >= 0) return middle * TILE_WIDTH + at;
      if ((positions[0] ?? 0) > position) to = middle;
      else from = middle + 1;
    }
    return undefined;
  }

  async #tile(tile: Tile): Promise<Uint8Array> {
    const path = tilePath(tile);
    const bytes = await this.#store.read(path);
    if (bytes === undefined) throw new TileNotUsable(path, 'it is missing');
    return bytes;
  }
}
