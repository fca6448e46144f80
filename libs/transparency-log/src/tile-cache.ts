import type { LogStore } from '@ledger/log-store-port';
import {
  decodeEntries,
  HashTile,
  tilePath,
  TileNotUsable,
  type Tile,
} from '@ledger/transparency';
import { LRUCache } from 'lru-cache';

/**
 * Tiles of hashes that are kept, each of some 40 KB with its nodes: at 10,000,000 entries, those
 * above the leaves and as many of leaves.
 */
const HASH_TILES_MAX = 320;

/** Entry bundles that are kept, each of some 70 KB. */
const BUNDLES_MAX = 16;

/** Reads tiles, and keeps those that were read lately: a tile never changes. */
export class TileCache {
  readonly #store: Pick<LogStore, 'read'>;
  readonly #hashes = new LRUCache<string, Promise<HashTile>>({ max: HASH_TILES_MAX });
  readonly #entries = new LRUCache<string, Promise<readonly Uint8Array[]>>({
    max: BUNDLES_MAX,
  });

  constructor(store: Pick<LogStore, 'read'>) {
    this.#store = store;
  }

  /**
   * @throws {TileNotUsable} it is missing
   * @throws {MalformedLogText} it is malformed
   */
  hashes(tile: Tile): Promise<HashTile> {
    return this.#kept(this.#hashes, tile, (bytes) => new HashTile(bytes, tile.width));
  }

  /**
   * @throws {TileNotUsable} it is missing
   * @throws {MalformedLogText} it is malformed
   */
  entries(tile: Tile): Promise<readonly Uint8Array[]> {
    return this.#kept(this.#entries, tile, (bytes) => decodeEntries(bytes, tile.width));
  }

  #kept<Decoded>(
    cache: LRUCache<string, Promise<Decoded>>,
    tile: Tile,
    decode: (bytes: Uint8Array) => Decoded,
  ): Promise<Decoded> {
    const path = tilePath(tile);
    const kept = cache.get(path);
    if (kept !== undefined) return kept;
    const reading = this.#read(path).then(decode);
    cache.set(path, reading);
    // What is missing now may be there the next time.
    reading.catch(() => cache.delete(path));
    return reading;
  }

  async #read(path: string): Promise<Uint8Array> {
    const bytes = await this.#store.read(path);
    if (bytes === undefined) throw new TileNotUsable(path, 'it is missing');
    return bytes;
  }
}
