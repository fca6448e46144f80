import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cardinalOf, fractionOf, isNumberWord, ordinalOf } from './number-words.js';
import { scaleOf } from './printed-vocabulary.js';

const read = (text: string) => cardinalOf(text.split(' '))?.value;

const SMALL = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen ' +
  'fifteen sixteen seventeen eighteen nineteen'
).split(' ');
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

const SCALES = [
  [1e9, 'billion'],
  [1e6, 'million'],
  [1e3, 'thousand'],
  [100, 'hundred'],
] as const;

/** Spells a number below a million million the British way. */
function spell(count: number): string {
  if (count < 20) return SMALL[count]!;
  if (count < 100) {
    return (
      TENS[Math.floor(count / 10) - 2]! + (count % 10 === 0 ? '' : ` ${SMALL[count % 10]}`)
    );
  }
  const [scale, name] = SCALES.find(([size]) => count >= size)!;
  const rest = count % scale;
  const joint = rest > 0 && rest < 100 ? ' and ' : ' ';
  return `${spell(Math.floor(count / scale))} ${name}${rest === 0 ? '' : joint + spell(rest)}`;
}

describe('Whole numbers in words', () => {
  it.each([
    ['none', 0],
    ['no', 0],
    ['nil', 0],
    ['zero', 0],
    ['one', 1],
    ['single', 1],
    ['both', 2],
    ['once', 1],
    ['sole', 1],
    ['nobody', 0],
    ['ninety nine', 99],
    ['one hundred and five', 105],
    ['a hundred', 100],
    ['two thousand', 2000],
    ['dozen', 12],
    ['two dozen', 24],
    ['twelve hundred', 1200],
    ['a million', 1_000_000],
    ['two million three hundred thousand and six', 2_300_006],
  ])('"%s" is %d', (words, value) => {
    expect(read(words)).toBe(value);
  });

  it('are read back as they were spelled', () => {
    const counts = fc.oneof(fc.nat(2000), fc.nat(999_999_999_999));
    fc.assert(
      fc.property(counts, (count) => {
        expect(read(spell(count))).toBe(count);
      }),
    );
  });

  it.each([
    ['twenty', 1],
    ['twenty one', 1],
    ['two hundred', 100],
    ['two thousand', 1000],
    ['one hundred and five', 1],
    ['three million', 1_000_000],
  ])('"%s" counts in steps of %d', (words, step) => {
    expect(cardinalOf(words.split(' '))?.step).toBe(step);
  });

  it.each([
    'a',
    'and',
    'two and three',
    'two three',
    'twenty eleven',
    'twenty zero',
    'five and',
    'dozens',
    'hundreds',
    'hundred hundred',
    'one hundred and',
    'hundred thousand million billion trillion trillion',
    'no hundred',
    'people',
    'second',
  ])('"%s" is none', (words) => {
    expect(read(words)).toBeUndefined();
  });
});

describe('Ordinals in words', () => {
  it.each([
    ['first', 1],
    ['second', 2],
    ['twelfth', 12],
    ['twentieth', 20],
    ['thirty fourth', 34],
    ['ninety ninth', 99],
  ])('"%s" is %d', (words, place) => {
    expect(ordinalOf(words.split(' '))).toBe(place);
  });

  it.each(['zeroth', 'four', 'ten fourth', 'twenty twelfth', 'the first one'])(
    '"%s" is none',
    (words) => {
      expect(ordinalOf(words.split(' '))).toBeNull();
    },
  );
});

describe('Fractions in words', () => {
  it.each([
    ['half', 1, 2],
    ['a half', 1, 2],
    ['a third', 1, 3],
    ['an eighth', 1, 8],
    ['one third', 1, 3],
    ['third', 1, 3],
    ['two thirds', 2, 3],
    ['quarter', 1, 4],
    ['three quarters', 3, 4],
    ['two fifths', 2, 5],
    ['three halves', 3, 2],
    ['nine tenths', 9, 10],
    ['a twentieth', 1, 20],
  ])('"%s" is %d over %d', (words, over, under) => {
    expect(fractionOf(words.split(' '))).toEqual({ over, under });
  });

  it.each([
    'first',
    'a second',
    'two third',
    'one thirds',
    'twenty fifth',
    'no thirds',
    'third of',
  ])('"%s" is none', (words) => {
    expect(fractionOf(words.split(' '))).toBeNull();
  });
});

describe('Number words', () => {
  it('are distinguished from words for things that are counted', () => {
    expect(['twelve', 'both', 'thousand', 'dozens'].every(isNumberWord)).toBe(true);
    expect(['people', 'third', 'and'].some(isNumberWord)).toBe(false);
    expect([scaleOf('thousands'), scaleOf('people')]).toEqual([1000, undefined]);
  });
});
