import { describe, expect, it } from '@jest/globals';
import { numericTokens } from './numeric-tokens.js';

function texts(line: string): readonly string[] {
  return numericTokens(line).map(({ text }) => text);
}

describe('Finding the numbers of a line', () => {
  it('takes digits with thousands, decimals, clock times and ordinal endings as one', () => {
    expect(texts('£1,234,567 (13.6%) at 00:16, the 34th and 2nd.')).toEqual([
      '1,234,567',
      '13.6',
      '00:16',
      '34th',
      '2nd',
    ]);
  });

  it('ends a number before the point or comma of the sentence', () => {
    expect(texts('In 12, 13. And 14: 15')).toEqual(['12', '13', '14', '15']);
  });

  it('finds digits within words too, where only a row can excuse them', () => {
    expect(texts('C4S, s136, 4x4, 10pm and ME15')).toEqual(['4', '136', '4', '4', '10', '15']);
  });

  it('takes words from two up, tens with their units as one', () => {
    expect(texts('two Nineteen twenty-one ninety nine Thirty')).toEqual([
      'two',
      'Nineteen',
      'twenty-one',
      'ninety nine',
      'Thirty',
    ]);
  });

  it('takes scales, parts and multiples', () => {
    const words =
      'hundred thousands million billions dozen half third quarters fifth tenths twice double ' +
      'doubled tripled halved ½';
    expect(texts(words)).toEqual(words.split(' '));
  });

  it('leaves out one, which mostly is no number, and words that only begin like numbers', () => {
    expect(texts('one, tent, often, seventh, weight, halfway, quarterly, thirdly')).toEqual([]);
  });

  it('says where each stands', () => {
    expect(numericTokens('a 12 b two')).toEqual([
      { text: '12', start: 2, end: 4 },
      { text: 'two', start: 7, end: 10 },
    ]);
  });
});
