import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldText, isStorableText, textFault } from './text.js';

/** All of Unicode's bidirectional controls. */
const BIDI = Array.from(
  '\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069',
);

describe('A text that every store keeps as it is', () => {
  it.each([
    '',
    '412',
    'two\tcells',
    'two\r\nlines',
    '£1.2m – “nearly”',
    '👮🏽',
    '\u00a0',
    '10\u009612',
  ])('is %j', (text) => expect(isStorableText(text)).toBe(true));

  it.each([
    ...['\0', 'a\u0000b', '\u0001', '\u001b[2J', '\u007f', '\ud800', 'a\udc00'],
    ...BIDI.map((control) => `2024-${control}05`),
  ])('is not %j', (text) => expect(isStorableText(text)).toBe(false));
});

describe('What keeps a text out', () => {
  it.each([
    ['a\udc00', /half of a surrogate pair/],
    ['\u001b[2J', /control character/],
    ['5\u202e20-4202', /direction of writing \(U\+202E\)/],
  ])('is said in words: %j', (text, words) => {
    expect(textFault(text)).toMatch(words);
  });

  it('is said of exactly the texts that are not kept', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(textFault(text) === null).toBe(isStorableText(text));
      }),
    );
  });
});

describe('A folded text', () => {
  it.each([
    ['All crime', 'All crime'],
    [' All \u00a0 crime\t', 'All crime'],
    ['All\r\ncrime', 'All crime'],
    ['Cafe\u0301', 'Caf\u00e9'],
    ['', ''],
  ])('%j is %j', (text, folded) => expect(foldText(text)).toBe(folded));

  it('is one for what looks alike, and folding it again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(foldText(text.normalize('NFD'))).toBe(foldText(text));
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
    );
  });
});
