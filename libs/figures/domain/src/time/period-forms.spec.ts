import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MalformedPeriod, parsePeriod, periodBounds } from './period.js';

/** As written in a paper or an exchange file, and the canonical text. */
const FORMS = [
  ['2024-Q2', '2024-04..2024-06'],
  ['Q2 2024', '2024-04..2024-06'],
  ['2024Q2', '2024-04..2024-06'],
  ['2024 q4', '2024-10..2024-12'],
  ['H1 2024', '2024-01..2024-06'],
  ['2024-S1', '2024-01..2024-06'],
  ['2024-S2', '2024-07..2024-12'],
  ['2024-T2', '2024-05..2024-08'],
  ['2024-A1', '2024'],
  ['2024-M05', '2024-05'],
  ['2024-W01', '2024-01-01..2024-01-07'],
  ['2021-W01', '2021-01-04..2021-01-10'],
  ['2020-W53', '2020-12-28..2021-01-03'],
  ['2024-D060', '2024-02-29'],
  ['FY2018-19', '2018-04..2019-03'],
  ['FY 2018/19', '2018-04..2019-03'],
  ['FY2018-2019', '2018-04..2019-03'],
  ['financial year 2018/19', '2018-04..2019-03'],
  ['FY1999-00', '1999-04..2000-03'],
  ['FY2018-19 Q1', '2018-04..2018-06'],
  ['2018/19 Q3', '2018-10..2018-12'],
  ['FY2018-19 Q4', '2019-01..2019-03'],
  ['Q4 2018/19', '2019-01..2019-03'],
  ['Q1 FY2018-19', '2018-04..2018-06'],
  ['12 months to September 2019', '2018-10..2019-09'],
  ['12 months to 30 September 2019', '2018-10..2019-09'],
  ['12-month period ending September 2019', '2018-10..2019-09'],
  ['twelve months to the end of March 2019', '2018-04..2019-03'],
  ['rolling 12 months to 2019-06', '2018-07..2019-06'],
  ['12 months to December 2023', '2023'],
  ['6 months to June 2024', '2024-01..2024-06'],
  ['three months to January 2023', '2022-11..2023-01'],
  ['12 months to 17 May 2024', '2023-05-18..2024-05-17'],
  ['1 month to 30 March 2023', '2023-03-01..2023-03-30'],
  ['four weeks to 7 April 2019', '2019-03-11..2019-04-07'],
  ['3 days to 22 April 2019', '2019-04-20..2019-04-22'],
  ['year ending June 2019', '2018-07..2019-06'],
  ['year to 31 March 2019', '2018-04..2019-03'],
  ['YE June 2019', '2018-07..2019-06'],
  ['quarter to June 2019', '2019-04..2019-06'],
  ['May 2024', '2024-05'],
  ['sept 2019', '2019-09'],
  ['17 May 2024', '2024-05-17'],
  ['17th of May 2024', '2024-05-17'],
  ['29 Feb 2024', '2024-02-29'],
  ['May 2024 to July 2024', '2024-05..2024-07'],
  ['May 2024 – July 2024', '2024-05..2024-07'],
  ['May to July 2024', '2024-05..2024-07'],
  ['April-June 2019', '2019-04..2019-06'],
  ['8 to 22 April 2019', '2019-04-08..2019-04-22'],
  ['8–22 April 2019', '2019-04-08..2019-04-22'],
  ['8 April to 22 April 2019', '2019-04-08..2019-04-22'],
  ['2 May 2018 to 3 January 2019', '2018-05-02..2019-01-03'],
  ['2014 to 2023', '2014-01..2023-12'],
  ['Q1 2024 to Q3 2024', '2024-01..2024-09'],
  ['2024-05-01/P3M', '2024-05..2024-07'],
  ['2018-04-01T00:00:00/P1Y', '2018-04..2019-03'],
  ['2024-01-31/P1M', '2024-01-31..2024-02-28'],
  ['2019-04-08/P15D', '2019-04-08..2019-04-22'],
  ['2019-04-08/P2W', '2019-04-08..2019-04-21'],
  ['2024-05-01/2024-07-31', '2024-05..2024-07'],
  ['2024-05/2024-07', '2024-05..2024-07'],
  ['  May   2024 ', '2024-05'],
] as const;

describe('Reading a period', () => {
  it.each(FORMS)('takes "%s" for %s', (written, canonical) => {
    expect(parsePeriod(written)).toBe(canonical);
    expect(parsePeriod(canonical)).toBe(canonical);
  });

  it.each([
    ['2018-19', /FY2018-19/],
    ['2018/2019', /FY2018-19 or both years, 2018\.\.2019/],
    ['2018 - 2019', /FY2018-19 or both years/],
    ['2018 to 2019', /FY2018-19 or both years/],
  ])('refuses "%s", which has two readings, and names them', (text, why) => {
    expect(() => parsePeriod(text)).toThrow(why);
  });

  it.each([
    '2024-Q5',
    '2024-Q0',
    '2024-M13',
    '2024-W54',
    '2024-W00',
    '2024-A2',
    '2024-S3',
    '2021-W53',
    '2024-D000',
    '2023-D366',
    '2024-W1',
    'FY2018-20',
    'FY2018',
    '2018/20',
    'FY2018-19 Q5',
    '31 June 2019',
    '12 months to 31 June 2019',
    '0 months to June 2019',
    'many months to June 2019',
    'Mayor 2024',
    'May',
    '17/05/2024',
    '2024-05-01/P0D',
    '2024-05-01/P',
    '2024-13-01/P3M',
    '2024-05-01/P9999Y',
    'year to date',
    '12 months',
    'Q1',
  ])('refuses "%s"', (text) => {
    expect(() => parsePeriod(text)).toThrow(MalformedPeriod);
  });

  it('puts every day of a year in exactly one week', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1801, max: 2198 }), (year) => {
        const first = periodBounds(parsePeriod(`${year}-W01`));
        const before = [`${year - 1}-W53`, `${year - 1}-W52`].map(lastDay).find(Boolean);
        expect(nextDay(before ?? '')).toBe(first?.from);
      }),
    );
  });

  it('never takes a text for something that is no period', () => {
    const words = fc.constantFrom(
      ...FORMS.flatMap(([written]) => written.split(/(?=[ /-])/)),
      '..',
      '/',
      ' to ',
      '99',
      'x',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 6 }), (some) => {
        const text = some.join('');
        let period;
        try {
          period = parsePeriod(text);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedPeriod);
          return;
        }
        expect(parsePeriod(period)).toBe(period);
      }),
      { numRuns: 2000 },
    );
  });
});

function lastDay(week: string): string | undefined {
  try {
    return periodBounds(parsePeriod(week))?.to;
  } catch {
    return undefined;
  }
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
