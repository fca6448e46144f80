import { describe, expect, it } from '@jest/globals';
import { parsePeriod } from '@ledger/figures-domain';
import {
  breakdownWords,
  comparedWords,
  dateWords,
  historyWords,
  locatorWords,
  moveWords,
  periodWords,
  seriesAddress,
  titled,
  topicWords,
} from './display-text.js';

describe('Words for people', () => {
  it('give a date as precisely as it is known', () => {
    expect(dateWords('2024')).toBe('2024');
    expect(dateWords('2023-03')).toBe('March 2023');
    expect(dateWords('2024-09-05')).toBe('5 September 2024');
    expect(dateWords('2999-12-31')).toBe('31 December 2999');
    expect(dateWords('2024-09-05T13:00:00.000Z')).toBe('5 September 2024, 13:00 UTC');
  });

  it('give a period with both its ends', () => {
    expect(periodWords(parsePeriod('FY2018-19'))).toBe('April 2018 to March 2019');
    expect(periodWords(parsePeriod('2024-05'))).toBe('May 2024');
    expect(periodWords(parsePeriod('unstated@a-paper'))).toBe('period not stated');
  });

  it('give a title where there is one, and the code where there is none', () => {
    const titles = new Map([['recorded-crime.all', 'All recorded crime']]);
    expect(titled('recorded-crime.all', titles)).toBe('All recorded crime');
    expect(titled('constructor', titles)).toBe('constructor');
    expect(comparedWords('recorded-crime.all', titles)).toBe('All recorded crime');
    expect(comparedWords('2023-05', titles)).toBe('May 2023');
    expect(comparedWords('2015', titles)).toBe('2015');
    expect(comparedWords('97.5', titles)).toBe('97.5%');
    expect(topicWords('stop-search')).toBe('Stop search');
  });

  it('state what became of a figure where it was printed', () => {
    expect(historyWords([{ move: 'recorded' }])).toBe('1 publication');
    const moves = ['recorded', 'contradicted', 'revised', 'revised'] as const;
    expect(historyWords(moves.map((move) => ({ move })))).toBe(
      '4 publications, revised, contradicted',
    );
  });

  it('lead from a figure to its measure over time', () => {
    const figure = {
      measure: 'call-handling.answered',
      area: 'kent',
      period: parsePeriod('2024-05'),
      statistic: 'change',
      comparedWith: '2023-05',
      breakdown: { sex: 'female', channel: '101' },
    } as const;
    expect(seriesAddress(figure)).toBe(
      '/series/call-handling.answered?area=kent&statistic=change&' +
        'breakdown=channel%3D101%3Bsex%3Dfemale',
    );
  });

  it('give breakdowns by their titles, and by code what has none', () => {
    const titles = {
      dimension: new Map([['sex', 'Sex']]),
      member: new Map([['sex=female', 'Women and girls']]),
    };
    expect(breakdownWords({ channel: '101', sex: 'female' }, titles)).toBe(
      'channel: 101, Sex: Women and girls',
    );
    expect(breakdownWords({}, titles)).toBe('');
  });

  it('give a place and a move', () => {
    expect(locatorWords({ section: '3.1', table: 'All crime', line: 25 })).toBe(
      'section 3.1, table “All crime”',
    );
    expect(moveWords('revised', 'unannounced')).toBe('Revises it (unannounced)');
    expect(moveWords('confirmed')).toBe('Confirms it');
  });
});
