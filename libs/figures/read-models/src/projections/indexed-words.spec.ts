import { describe, expect, it } from '@jest/globals';
import { searchWordsOf } from './indexed-words.js';

describe('The words of a text', () => {
  it.each([
    ['Recorded crime, all', ['recorded', 'crime', 'all']],
    ['recorded-crime.all', ['recorded', 'crime', 'all']],
    ['Médway MEDWAY', ['medway']],
    ['2024/25: 101 calls', ['2024', '25', '101', 'calls']],
    ['ﬁnance', ['finance']],
    [' – … ', []],
    ['', []],
  ])('%j', (text, words) => {
    expect([...searchWordsOf(text)]).toEqual(words);
  });

  it('have a bound', () => {
    expect([...searchWordsOf('x'.repeat(1_000))]).toEqual(['x'.repeat(40)]);
  });
});
