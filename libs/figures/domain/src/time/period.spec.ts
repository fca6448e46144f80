import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  comparePeriods,
  isUnstated,
  MalformedPeriod,
  parsePeriod,
  periodBounds,
  periodYearBefore,
  sdmxPeriod,
  unstatedPeriod,
} from './period.js';

const bounds = (text: string) => periodBounds(parsePeriod(text));
const sdmx = (text: string) => sdmxPeriod(parsePeriod(text));
const yearBefore = (text: string) => periodYearBefore(parsePeriod(text));

const days = fc
  .date({ min: new Date('1801-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const dayRanges = fc
  .tuple(days, days)
  .map(([one, other]) => (one < other ? ([one, other] as const) : ([other, one] as const)));
const monthRanges = dayRanges.map(
  ([from, to]) => [`${from.slice(0, 7)}-01`, lastOfMonth(to)] as const,
);
const ranges = fc.oneof(dayRanges, monthRanges);

function lastOfMonth(day: string): string {
  const next = new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0));
  return next.toISOString().slice(0, 10);
}

describe('The canonical text of a period', () => {
  it.each([
    '2024',
    '2024-05',
    '2024-05-17',
    '2024-05..2024-07',
    '2018-04..2019-03',
    '2019-04-08..2019-04-22',
    '2014-01..2023-12',
    '2021-08-31..2021-11-19',
    '2024-02-01..2024-02-28',
    'unstated@kent-pdb-2024-09',
  ])('leaves %s as it is', (text) => {
    expect(parsePeriod(text)).toBe(text);
  });

  it.each([
    ['2024-01..2024-12', '2024'],
    ['2024-01-01..2024-12-31', '2024'],
    ['2024..2024', '2024'],
    ['2024-05..2024-05', '2024-05'],
    ['2024-02-01..2024-02-29', '2024-02'],
    ['2023-02-01..2023-02-28', '2023-02'],
    ['2024-05-17..2024-05-17', '2024-05-17'],
    ['2018-04-01..2019-03-31', '2018-04..2019-03'],
    ['2014..2023', '2014-01..2023-12'],
    ['2024-05..2024-06-17', '2024-05-01..2024-06-17'],
    ['2024-05..2024', '2024-05..2024-12'],
  ])('shortens %s to %s', (text, canonical) => {
    expect(parsePeriod(text)).toBe(canonical);
  });

  it('is the same for the same days however they are written', () => {
    fc.assert(
      fc.property(ranges, ([from, to]) => {
        const period = parsePeriod(`${from}..${to}`);
        expect(parsePeriod(period)).toBe(period);
        expect(periodBounds(period)).toEqual({ from, to });
        expect(parsePeriod(`${from}/${to}`)).toBe(period);
      }),
    );
  });

  it.each([
    ['2024-07..2024-05', /ends \(2024-05-31\) before it starts \(2024-07-01\)/],
    ['2023-02-29', /2023-02 has no day 29/],
    ['2024-13', /no month 13/],
    ['2024-00', /no month 0/],
    ['2024-05-00', /no day 0/],
    ['1799', /outside 1800 to 2199/],
    ['2199-12..2200-01', /outside 1800 to 2199/],
    ['', /form is not known/],
    ['24', /form is not known/],
    ['soon', /form is not known/],
    ['unstated@', /publication id/],
    ['unstated@Kent 2024', /publication id/],
    ['9'.repeat(200), /too long/],
  ])('refuses %s and says why', (text, why) => {
    expect(() => parsePeriod(text)).toThrow(MalformedPeriod);
    expect(() => parsePeriod(text)).toThrow(why);
    expect(() => parsePeriod(text)).toThrow(
      expect.objectContaining({ code: 'malformed-period' }),
    );
  });
});

describe('A period nobody states', () => {
  it('belongs to its publication alone', () => {
    const period = unstatedPeriod('kent-pdb-2019-06-05');
    expect(period).toBe('unstated@kent-pdb-2019-06-05');
    expect(parsePeriod(period)).toBe(period);
    expect(isUnstated(period)).toBe(true);
    expect(isUnstated(parsePeriod('2024'))).toBe(false);
  });

  it('has no bounds, no SDMX form and no year before', () => {
    const period = unstatedPeriod('a-paper-of-16-16');
    expect([periodBounds(period), sdmxPeriod(period), periodYearBefore(period)]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('The bounds of a period', () => {
  it.each([
    ['2024', '2024-01-01', '2024-12-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2024-05-17', '2024-05-17', '2024-05-17'],
    ['2018-04..2019-03', '2018-04-01', '2019-03-31'],
    ['2022-11..2023-02', '2022-11-01', '2023-02-28'],
    ['2019-04-08..2019-04-22', '2019-04-08', '2019-04-22'],
  ])('of %s are %s and %s', (text, from, to) => {
    expect(bounds(text)).toEqual({ from, to });
  });
});

describe('Sorting periods', () => {
  it('goes by first day, then by last day, unstated ones last', () => {
    const sorted = [
      '2018-04..2019-03',
      '2019-01-01',
      '2019-01',
      '2019',
      '2019-02',
      'unstated@a',
      'unstated@b',
    ].map((text) => parsePeriod(text));
    expect([...sorted].reverse().sort(comparePeriods)).toEqual(sorted);
  });

  it('agrees with the days', () => {
    fc.assert(
      fc.property(ranges, ranges, (one, other) => {
        const [left, right] = [parsePeriod(one.join('..')), parsePeriod(other.join('..'))];
        const expected = one.join() < other.join() ? -1 : one.join() === other.join() ? 0 : 1;
        expect(comparePeriods(left, right)).toBe(expected);
      }),
    );
  });
});

describe('The same period a year before', () => {
  it.each([
    ['2024', '2023'],
    ['2024-02', '2023-02'],
    ['2023-02', '2022-02'],
    ['2024-02-29', '2023-02-28'],
    ['2024-05..2024-07', '2023-05..2023-07'],
    ['2024-12..2025-02', '2023-12..2024-02'],
    ['2019-04-08..2019-04-22', '2018-04-08..2018-04-22'],
    ['2024-02-01..2024-02-28', '2023-02'],
  ])('as %s is %s', (text, before) => {
    expect(yearBefore(text)).toBe(before);
  });

  it('is none before the first year the ledger takes', () => {
    expect(yearBefore('1800')).toBeNull();
  });
});

describe('A period in SDMX', () => {
  it.each([
    ['2024', '2024'],
    ['2024-05', '2024-05'],
    ['2024-05-17', '2024-05-17'],
    ['2024-04..2024-06', '2024-Q2'],
    ['2024-10..2024-12', '2024-Q4'],
    ['2024-07..2024-12', '2024-S2'],
    ['2024-05..2024-07', '2024-05-01/P3M'],
    ['2024-02..2024-07', '2024-02-01/P6M'],
    ['2018-04..2019-03', '2018-04-01/P1Y'],
    ['2014-01..2023-12', '2014-01-01/P10Y'],
    ['2019-04-08..2019-04-22', '2019-04-08/P15D'],
  ])('as %s is %s', (text, expected) => {
    expect(sdmx(text)).toBe(expected);
  });

  it('is read back as the same period', () => {
    fc.assert(
      fc.property(ranges, (range) => {
        const period = parsePeriod(range.join('..'));
        expect(parsePeriod(sdmxPeriod(period) ?? '')).toBe(period);
      }),
    );
  });
});
