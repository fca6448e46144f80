import { describe, expect, it } from '@jest/globals';
import {
  decodeEntries,
  decodeHashes,
  encodeEntries,
  tileOfPath,
  tilePath,
  tilesBetween,
} from './tiles.js';
import { edgeTiles } from './tile-tree.js';

describe('A tile', () => {
  it('has the path that C2SP gives it', () => {
    expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe('tile/0/x001/x234/067');
    expect(tilePath({ level: 'entries', index: 0, width: 7 })).toBe('tile/entries/000.p/7');
    expect(tilePath({ level: 2, index: 999, width: 1 })).toBe('tile/2/999.p/1');
    expect(tilePath({ level: 1, index: 1_000, width: 256 })).toBe('tile/1/x001/000');
  });

  it('is found by that path, and by no other', () => {
    for (const path of ['tile/0/x001/x234/067', 'tile/entries/000.p/7', 'tile/63/000']) {
      expect(tilePath(tileOfPath(path)!)).toBe(path);
    }
    const others = ['tile/64/000', 'tile/00/000', 'tile/0/0', 'tile/0/x000/001', 'tile/0/1000'];
    const partial = ['tile/0/000.p/0', 'tile/0/000.p/256', 'tile/0/000.p/01', 'tile/0/000.p/'];
    const strange = ['/tile/0/000', 'tile/0/../000', 'tile/data/000', 'checkpoint', ''];
    for (const path of [...others, ...partial, ...strange]) {
      expect([path, tileOfPath(path)]).toEqual([path, undefined]);
    }
  });

  it('is among those of a tree of 70,000 entries, as C2SP counts them', () => {
    const tiles = [...tilesBetween(0, 70_000)].map((tile) => tilePath(tile));
    expect(tiles.filter((path) => /^tile\/0\/...$/.test(path))).toHaveLength(273);
    expect(tiles.filter((path) => !/^tile\/(0|entries)\/...$/.test(path))).toEqual([
      'tile/entries/273.p/112',
      'tile/0/273.p/112',
      'tile/1/000',
      'tile/1/001.p/17',
      'tile/2/000.p/1',
    ]);
    expect(edgeTiles(70_000).map((tile) => tilePath(tile))).toEqual([
      'tile/0/273.p/112',
      'tile/1/001.p/17',
      'tile/2/000.p/1',
    ]);
  });

  it('is new from one size to the next where a level has grown', () => {
    const paths = (from: number, to: number) =>
      [...tilesBetween(from, to)].map((tile) => tilePath(tile));
    expect(paths(255, 256)).toEqual(['tile/entries/000', 'tile/0/000', 'tile/1/000.p/1']);
    expect(paths(256, 257)).toEqual(['tile/entries/001.p/1', 'tile/0/001.p/1']);
    expect(paths(257, 257)).toEqual([]);
  });

  it('gives back its hashes and entries, and refuses bytes that are none', () => {
    const entries = ['', 'a', 'b'.repeat(65_535)].map((text) => Buffer.from(text));
    const bundle = encodeEntries(entries);
    expect(decodeEntries(bundle, 3)).toEqual(entries);
    expect([...bundle.subarray(0, 5)]).toEqual([0, 0, 0, 1, 97]);
    for (const [bytes, width] of [
      [bundle.subarray(1), 3],
      [bundle, 2],
      [bundle, 4],
      [bundle.subarray(0, -1), 3],
    ] as const) {
      expect(() => decodeEntries(bytes, width)).toThrow('whole entries');
    }
    expect(() => encodeEntries([Buffer.alloc(65_536)])).toThrow('too long');
    expect(() => decodeHashes(Buffer.alloc(63), 2)).toThrow('63 bytes');
  });
});
