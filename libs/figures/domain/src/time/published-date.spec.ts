import { describe, expect, it } from '@jest/globals';
import { instantOf } from '@ledger/kernel';
import fc from 'fast-check';
import {
  MalformedPublishedDate,
  parsePublishedDate,
  precisionOf,
  publishedFrom,
  publishedNotBefore,
} from './published-date.js';

const from = (text: string) => publishedFrom(parsePublishedDate(text));

describe('A date of publication', () => {
  it.each([
    ['2024', 'year'],
    ['2024-09', 'month'],
    ['2024-09-05', 'day'],
    ['2024-09-05T13:00:00.000Z', 'moment'],
  ] as const)('is as precise as it is written: %s is a %s', (text, precision) => {
    expect(precisionOf(text)).toBe(precision);
    expect(parsePublishedDate(text)).toBe(text);
  });

  it.each([
    '',
    '24',
    '2024-13',
    '2024-00',
    '2023-02-29',
    '2024-9-5',
    '05/09/2024',
    '0024-09-05',
    '1799-12-31T00:00:00.000Z',
    '2024-09-05T13:00:00',
    '2024-09-05T13:00:00+1',
    '2200-01-01T00:30:00+00:15',
    '2024-09-05T25:00:00.000Z',
    '2023-02-29T13:00:00.000Z',
  ])('is refused in every other form: "%s"', (text) => {
    expect(() => parsePublishedDate(text)).toThrow(MalformedPublishedDate);
  });

  it.each([
    ['2024-02-13T13:00:00Z', '2024-02-13T13:00:00.000Z'],
    ['2024-02-13T14:00:00+01:00', '2024-02-13T13:00:00.000Z'],
    ['2024-02-13T13:00Z', '2024-02-13T13:00:00.000Z'],
    ['2024-01-01T00:30:00.5+01:00', '2023-12-31T23:30:00.500Z'],
  ])('is written in UTC, whatever offset its moment has: %s is %s', (text, moment) => {
    expect(parsePublishedDate(text)).toBe(moment);
    expect(from(text)).toBe(moment);
  });

  it.each([
    ['2024', '2025-01-01T00:00:00.000Z'],
    ['2024-02', '2024-03-01T00:00:00.000Z'],
    ['2024-12', '2025-01-01T00:00:00.000Z'],
    ['2024-02-29', '2024-03-01T00:00:00.000Z'],
    ['2024-12-31', '2025-01-01T00:00:00.000Z'],
    ['2024-09-05T13:00:00.000Z', '2024-09-05T13:00:00.000Z'],
  ])('counts from the end of what is known: %s from %s', (text, moment) => {
    expect(from(text)).toBe(moment);
  });

  it('counts later the less precisely the same moment is known', () => {
    const moments = fc.integer({ min: Date.UTC(1800, 0, 1), max: Date.UTC(2199, 11, 31) });
    fc.assert(
      fc.property(moments, (epochMs) => {
        const moment = instantOf(epochMs);
        const known = [moment, moment.slice(0, 10), moment.slice(0, 7), moment.slice(0, 4)];
        const counted = known.map(from);
        expect(counted).toEqual([...counted].sort());
        for (const other of counted) expect(other >= moment).toBe(true);
      }),
    );
  });
});

describe('The first moment a date of publication may mean', () => {
  it.each([
    ['2024', '2024-01-01T00:00:00.000Z'],
    ['2024-09', '2024-09-01T00:00:00.000Z'],
    ['2024-09-05', '2024-09-05T00:00:00.000Z'],
    ['2024-09-05T13:00:00.000Z', '2024-09-05T13:00:00.000Z'],
  ])('of %s', (date, moment) => {
    expect(publishedNotBefore(parsePublishedDate(date))).toBe(moment);
  });
});
