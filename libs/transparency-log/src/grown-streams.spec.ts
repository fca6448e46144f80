import { describe, expect, it } from '@jest/globals';
import { streamKey } from '@ledger/transparency';
import { GrownStreams } from './grown-streams.js';

function listed(names: readonly string[]) {
  const grown = new GrownStreams();
  names.forEach((name, index) => grown.add(name, index));
  const sorted = grown.sorted();
  expect(sorted.count).toBe(names.length);
  return names.map((_, at) => ({
    key: Buffer.from(sorted.key(at)).toString('hex'),
    index: sorted.index(at),
  }));
}

function expected(names: readonly string[]) {
  return names
    .map((name, index) => ({ key: Buffer.from(streamKey(name)).toString('hex'), index }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.index - b.index));
}

/** Two names whose keys begin with the same 35 bits, by which a large step is sorted first. */
const ALIKE = ['stream-190541', 'stream-315669'];

describe('Entries that streams get in a step', () => {
  it('are in order of key, and within one stream in order of the log', () => {
    for (const count of [0, 1, 2, 5, 3_000]) {
      const names = Array.from({ length: count }, (_, i) => `stream-${(i * i) % 997}`);
      expect(listed(names)).toEqual(expected(names));
    }
  });

  it('are so too where keys begin alike', () => {
    const others = Array.from({ length: 200_000 }, (_, i) => `other-${i}`);
    const [one = '', other = ''] = ALIKE;
    const names = [one, other, one, ...others, other, one];
    // Compared as texts: there are too many to be listed one by one.
    expect(JSON.stringify(listed(names)) === JSON.stringify(expected(names))).toBe(true);
  });

  it('tell digits of keys, and which of them are of one stream', () => {
    const grown = new GrownStreams();
    for (const [index, name] of ['a', 'b', 'a'].entries()) grown.add(name, index);
    const sorted = grown.sorted();
    const key = Buffer.from(sorted.key(0)).toString('hex');
    expect([0, 1, 2, 63].map((place) => sorted.digit(0, place).toString(16))).toEqual(
      [0, 1, 2, 63].map((place) => key[place]),
    );
    const isSame = [sorted.isSame(0, 1), sorted.isSame(1, 2), sorted.isSame(0, 2)];
    expect(isSame.filter(Boolean)).toHaveLength(1);
  });
});
