import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { GrowingTree } from './growing-tree.js';
import { treeOf } from './testing/index.js';
import { EMPTY_ROOT, leafHash, nodeHash, splitOf, type Hash } from './tree-hash.js';
import { checkConsistency, checkInclusion } from './tree-proofs.js';

/** The entries and roots of Certificate Transparency's own tests. */
const CT_ENTRIES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((hex) => Buffer.from(hex, 'hex'));
const CT_ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const entriesOf = (size: number) => Array.from({ length: size }, (_, i) => `entry ${i}`);
const head = async (size: number) => ({ size, root: await treeOf(entriesOf(size)).root() });
const hex = (hash: Hash) => Buffer.from(hash).toString('hex');

/** MTH exactly as RFC 6962 defines it, and slow. */
function mth(entries: readonly string[]): Hash {
  const [only, ...more] = entries;
  if (only === undefined) return EMPTY_ROOT;
  if (more.length === 0) return leafHash(Buffer.from(only));
  const k = splitOf(entries.length);
  return nodeHash(mth(entries.slice(0, k)), mth(entries.slice(k)));
}

const sizes = fc.integer({ min: 1, max: 600 });

describe('A tree of entries', () => {
  it('has the roots that Certificate Transparency publishes', async () => {
    for (const [i, root] of CT_ROOTS.entries()) {
      const tree = treeOf(CT_ENTRIES.slice(0, i + 1));
      expect(hex(await tree.root())).toBe(root);
    }
    expect(hex(EMPTY_ROOT)).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
  });

  it('has the proofs of that tree', async () => {
    const tree = treeOf(CT_ENTRIES);
    expect((await tree.inclusionProof(0)).map(hex)).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    expect((await tree.consistencyProof(6)).map(hex)).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
  });

  it('has the root that RFC 6962 defines, whether grown or read from tiles', async () => {
    for (const size of [1, 2, 255, 256, 257, 513, 65_793]) {
      const entries = entriesOf(size);
      const grown = new GrowingTree();
      for (const entry of entries) grown.add(leafHash(Buffer.from(entry)));
      const root = hex(mth(entries));
      expect([size, hex(grown.root())]).toEqual([size, root]);
      expect([size, hex(await treeOf(entries).root())]).toEqual([size, root]);
    }
  });

  it('goes on from its right edge to the same root', () => {
    const whole = new GrowingTree();
    let grown = new GrowingTree();
    for (const [i, entry] of entriesOf(66_000).entries()) {
      whole.add(leafHash(Buffer.from(entry)));
      grown.add(leafHash(Buffer.from(entry)));
      if (i % 977 !== 0) continue;
      const edge: Hash[][] = [];
      for (const { tile, hashes } of grown.partial()) edge[Number(tile.level)] = [...hashes];
      grown = new GrowingTree(
        grown.size,
        Array.from(edge, (hashes) => hashes ?? []),
      );
    }
    expect(hex(grown.root())).toBe(hex(whole.root()));
  });
});

describe('A proof', () => {
  it('shows every entry in every tree, and no other in its place', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), async (size, random) => {
        const index = random % size;
        const tree = treeOf(entriesOf(size));
        const [proof, whole] = [await tree.inclusionProof(index), await head(size)];
        const hash = leafHash(Buffer.from(`entry ${index}`));
        checkInclusion({ index, hash }, whole, proof);
        const other = leafHash(Buffer.from('another'));
        expect(() => checkInclusion({ index, hash: other }, whole, proof)).toThrow('lead');
        expect(() => checkInclusion({ index, hash }, whole, [...proof, other])).toThrow(
          'too many',
        );
        if (proof.length === 0) return;
        expect(() => checkInclusion({ index, hash }, whole, proof.slice(1))).toThrow();
        expect(() => checkInclusion({ index, hash }, { ...whole, root: other }, proof)).toThrow(
          'lead',
        );
      }),
      { numRuns: 60 },
    );
  });

  it('shows that a tree goes on from a smaller one, and from no other', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), async (size, random) => {
        const first = random % (size + 1);
        const [before, after] = [await head(first), await head(size)];
        const proof = await treeOf(entriesOf(size)).consistencyProof(first);
        checkConsistency(before, after, proof);
        const other = leafHash(Buffer.from('another'));
        const fork = { ...before, root: other };
        expect(() => checkConsistency(fork, after, proof)).toThrow('beginning');
        expect(() => checkConsistency(before, after, [...proof, other])).toThrow();
        if (proof.length === 0) return;
        expect(() => checkConsistency(before, { ...after, root: other }, proof)).toThrow();
        expect(() => checkConsistency(before, after, proof.slice(1))).toThrow();
      }),
      { numRuns: 60 },
    );
  });

  it('is refused of an entry that is not there and of a tree that shrank', async () => {
    const tree = treeOf(entriesOf(5));
    await expect(tree.inclusionProof(5)).rejects.toThrow('has no leaf 5');
    await expect(tree.consistencyProof(6)).rejects.toThrow('does not go on from one of 6');
    const [five, six] = [await head(5), await head(6)];
    expect(() => checkConsistency(six, five, [])).toThrow('smaller');
    expect(() => checkInclusion({ index: 5, hash: five.root }, five, [])).toThrow('no leaf 5');
  });
});
