import { describe, expect, it } from '@jest/globals';
import { HashTile } from './hash-tile.js';
import { encodeHashes } from './tiles.js';
import { rootOver, sha256 } from './tree-hash.js';

const hashes = Array.from({ length: 7 }, (_, i) => sha256(Buffer.of(i)));
const tile = new HashTile(encodeHashes(hashes), 7);

describe('A tile of hashes', () => {
  it('gives the root over each complete subtree within it', () => {
    expect(tile.hashes.map(String)).toEqual(hashes.map(String));
    for (const [height, count] of [7, 3, 1].entries()) {
      for (let index = 0; index < count; index += 1) {
        const own = hashes.slice(index * 2 ** height, (index + 1) * 2 ** height);
        expect(tile.node(height, index)).toEqual(rootOver(own));
      }
    }
  });

  it.each([
    [0, 7],
    [1, 3],
    [2, 1],
    [3, 0],
    [8, 0],
  ])('has no node of height %i at %i', (height, index) => {
    expect(() => tile.node(height, index)).toThrow('has no node');
  });
});
