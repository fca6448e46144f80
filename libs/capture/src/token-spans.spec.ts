import { describe, expect, it } from '@jest/globals';
import { isWithin, tokenSpans, wholeTokenAround } from './token-spans.js';

function starts(line: string, token: string): readonly number[] {
  return tokenSpans(line, token).map(({ start }) => start);
}

describe('Finding a token on a line', () => {
  it.each([
    ['12', '12 calls, 12; (12) "12" 12.'],
    ['12', '10-12 to 12-14 and 12/14'],
    ['12%', 'by 12%, or 12%-14%'],
    ['-76', 'fell (-76) or -76'],
    ['£1.2m', 'cost £1.2m, -£1.2m'],
    ['5-6%', 'of 5-6% and 5-6%.'],
    ['£12', '£12 in cash, £12-14'],
    ['two', 'Between two and two-thirds'],
    ['00:16', '00:16\t00:16'],
    ['1 minute and 51 seconds', '1 minute and 51 seconds'],
  ])('finds %j wherever it stands as a whole in %j', (token, line) => {
    expect(tokenSpans(line, token)).toHaveLength(line.split(token).length - 1);
  });

  it.each([
    [
      '12',
      '112 121 1.12 12.5 12,000 1,012 12:30 00:12 12% £12 $12 €12 -12 +12 12th A12 12m (-12)',
    ],
    ['2%', '12% 1.2%'],
    ['-76', '10-76 A-76'],
    ['£1.2', '£1.2m £1.25 £1.2%'],
    ['two', 'twofold network Two'],
    ['2.5', '12.5 2.51 2.5.1'],
  ])('does not find %j within the longer words and numbers of %j', (token, line) => {
    expect(starts(line, token)).toEqual([]);
  });

  it('counts from left to right, so that an occurrence has one meaning', () => {
    expect(starts('3 of 13, then 3 of 3.5, then 3', '3')).toEqual([0, 14, 29]);
  });

  it('finds nothing for an empty token', () => {
    expect(starts('12', '')).toEqual([]);
  });
});

describe('Being within a span', () => {
  it('holds for equal spans and not for a part', () => {
    expect(isWithin({ start: 2, end: 4 }, { start: 2, end: 4 })).toBe(true);
    expect(isWithin({ start: 2, end: 5 }, { start: 2, end: 4 })).toBe(false);
    expect(isWithin({ start: 1, end: 4 }, { start: 2, end: 4 })).toBe(false);
  });
});

describe('The whole token round a number', () => {
  it.each([
    ['fell by 88.2% in May', '88.2', { token: '88.2%' }],
    ['B2 Update', '2', { token: 'B2' }],
    ['cost £1.2m', '1.2', { token: '£1.2m' }],
    ['fell (-76)', '76', { token: '-76' }],
    ['12, then 12', '12', { token: '12', occurrence: 1 }],
    ['12% and 12', '12', { token: '12%' }],
    ['10-12', '12', { token: '12' }],
  ])('of %j names %s as a list of exclusions takes it', (line, number, whole) => {
    const start = line.indexOf(number);
    const found = wholeTokenAround(line, { start, end: start + number.length });
    expect(found).toEqual(whole);
    expect(tokenSpans(line, found.token).length).toBeGreaterThan(0);
  });
});
