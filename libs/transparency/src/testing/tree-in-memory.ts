import { GrowingTree } from '../growing-tree.js';
import { HashTile } from '../hash-tile.js';
import { TileTree } from '../tile-tree.js';
import { encodeHashes, tilePath } from '../tiles.js';
import { leafHash } from '../tree-hash.js';

/** The tree over entries, with its tiles in memory. */
export function treeOf(entries: readonly (string | Uint8Array)[]): TileTree {
  const tiles = new Map<string, Uint8Array>();
  const growing = new GrowingTree();
  for (const entry of entries) {
    for (const { tile, hashes } of growing.add(leafHash(Buffer.from(entry)))) {
      tiles.set(tilePath(tile), encodeHashes(hashes));
    }
  }
  for (const { tile, hashes } of growing.partial()) {
    tiles.set(tilePath(tile), encodeHashes(hashes));
  }
  return new TileTree(entries.length, async (tile) => {
    const bytes = tiles.get(tilePath(tile));
    if (bytes === undefined) throw new Error(`There is no ${tilePath(tile)}.`);
    return new HashTile(bytes, tile.width);
  });
}
