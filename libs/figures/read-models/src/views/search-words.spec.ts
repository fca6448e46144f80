import { describe, expect, it } from '@jest/globals';
import { searchTerms } from './search-words.js';

const numbers = (text: string) => searchTerms(text).map((term) => term.numbers);

describe('What somebody searches for', () => {
  it.each([
    ['4,312', ['4312', '-4312']],
    ['4312', ['4312', '-4312']],
    ['£1,200.50', ['1200.5', '-1200.5']],
    ['13.60%', ['13.6', '-13.6']],
    ['+12', ['12']],
    ['-12', ['-12']],
    ['−12%', ['-12']],
    ['(0)', ['0']],
    ['“4,312”?', ['4312', '-4312']],
    ['14 773', ['14773', '-14773']],
    ['14\u202F773', ['14773', '-14773']],
    ['1 214 773.5', ['1214773.5', '-1214773.5']],
    ['£1.2m', ['1200000', '-1200000']],
    ['£1.2 million', ['1200000', '-1200000']],
    ['3.4 billion', ['3400000000', '-3400000000']],
    ['15k', ['15000', '-15000']],
    ['00:34', expect.arrayContaining(['34', '2040'])],
  ])('%s is a number', (text, expected) => {
    expect(numbers(text)).toEqual([expected]);
  });

  it.each(['4,31', '1,2345', '12:3', '2024-05', 'B12', '1.2.3', '12cm', '9'.repeat(80)])(
    '%s is none',
    (text) => {
      expect(numbers(text).flat()).toEqual([]);
    },
  );

  it('is read part by part', () => {
    expect(searchTerms(' burglary-dwelling  4,312 ')).toEqual([
      { words: ['burglary', 'dwelling'], numbers: [] },
      { words: ['4', '312'], numbers: ['4312', '-4312'] },
    ]);
    expect(numbers('May 2024 412')).toEqual([[], ['2024', '-2024'], ['412', '-412']]);
    expect(numbers('area 1 million homes')).toEqual([[], ['1000000', '-1000000'], []]);
  });

  it('is refused if it holds nothing to be found by', () => {
    for (const text of ['', '  ', '– £ %']) {
      expect(() => searchTerms(text)).toThrow(
        expect.objectContaining({ code: 'search-without-words' }),
      );
    }
  });
});
