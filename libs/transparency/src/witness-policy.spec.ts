import { describe, expect, it } from '@jest/globals';
import { generateKey, parseSigner, verifierOf } from './note-keys.js';
import { parseWitnessPolicy } from './witness-policy.js';

const keys = ['a', 'b', 'c'].map((name, i) =>
  verifierOf(`${name}.example`, 'cosignature-v1', Buffer.alloc(32, i + 1)),
);
const [a, b, c] = keys.map(({ text }) => text);
const WITNESSES = `witness A ${a} https://a.example/w\nwitness B ${b}\nwitness C ${c} # one\n`;

describe('A witness policy', () => {
  it('names witnesses, and where they are asked', () => {
    const { witnesses } = parseWitnessPolicy(`# ours\nlog x y\n${WITNESSES}quorum none\n`);
    expect(witnesses.map(({ name, url }) => [name, url])).toEqual([
      ['A', 'https://a.example/w'],
      ['B', undefined],
      ['C', undefined],
    ]);
  });

  it.each([
    ['quorum none', [[]], []],
    ['quorum B', [[1], [0, 1, 2]], [[], [0, 2]]],
    [
      'group G 2 A B C\nquorum G',
      [
        [0, 1],
        [1, 2],
        [0, 1, 2],
      ],
      [[], [1]],
    ],
    [
      'group G any A B\ngroup H all G C\nquorum H',
      [
        [0, 2],
        [1, 2],
      ],
      [[0, 1], [2]],
    ],
  ])('says how many of which have to cosign: %s', (rules, enough, tooFew) => {
    const policy = parseWitnessPolicy(`${WITNESSES}${rules}`);
    const isMet = (some: readonly number[]) =>
      policy.isMet(new Set(some.map((i) => policy.witnesses[i]!.verifier)));
    expect([enough.map(isMet), tooFew.map(isMet)]).toEqual([
      enough.map(() => true),
      tooFew.map(() => false),
    ]);
  });

  it.each([
    ['no quorum', WITNESSES],
    ['two', `${WITNESSES}quorum A\nquorum B`],
    ['a name before it is used', `quorum A\n${WITNESSES}`],
    ['a name twice', `${WITNESSES}witness A ${b}\nquorum A`],
    ['too many', `${WITNESSES}group G 4 A B C\nquorum G`],
    ['none of some', `${WITNESSES}group G 0 A B C\nquorum G`],
    ['an address that is none', `witness A ${a} a.example\nquorum A`],
    ['the key of a log', `witness A ${parseSigner(generateKey('a')).verifier.text}\nquorum A`],
    ['another word', 'witness_A\nquorum none'],
  ])('is refused with %s', (_, text) => {
    expect(() => parseWitnessPolicy(text)).toThrow('The witness policy');
  });
});
