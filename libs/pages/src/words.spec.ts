import { describe, expect, it } from '@jest/globals';
import { parsePeriod } from '@ledger/figures-domain';
import { dateWords, locatorWords, moveWords, periodWords } from './words.js';

describe('Words for people', () => {
  it('give a date as precisely as it is known', () => {
    expect(dateWords('2024')).toBe('2024');
    expect(dateWords('2023-03')).toBe('March 2023');
    expect(dateWords('2024-09-05')).toBe('5 September 2024');
    expect(dateWords('2024-09-05T13:00:00.000Z')).toBe('5 September 2024, 13:00 UTC');
  });

  it('give a period with both its ends', () => {
    expect(periodWords(parsePeriod('FY2018-19'))).toBe('April 2018 to March 2019');
    expect(periodWords(parsePeriod('2024-05'))).toBe('May 2024');
    expect(periodWords(parsePeriod('unstated@a-paper'))).toBe('period not stated');
  });

  it('give a place and a move', () => {
    expect(locatorWords({ section: '3.1', table: 'All crime', line: 25 })).toBe(
      'section 3.1, table “All crime”',
    );
    expect(moveWords('revised', 'unannounced')).toBe('Revises it (unannounced)');
    expect(moveWords('confirmed')).toBe('Confirms it');
  });
});
