import { describe, expect, it } from '@jest/globals';
import { MalformedPeriod, parsePeriod } from './period.js';

/** As publishers write periods in tables and headings, and the canonical text. */
const WRITTEN = [
  ['Jan-2024', '2024-01'],
  ['Sep/2019', '2019-09'],
  ['January-2024', '2024-01'],
  ['Apr–2024', '2024-04'],
  ['apr - 2024', '2024-04'],
  ['sep-2019', '2019-09'],
  ['Jan-24', '2024-01'],
  ["Jan '24", '2024-01'],
  ['Jan-85', '1985-01'],
  ['2024 JAN', '2024-01'],
  ['2024-Jan', '2024-01'],
  ['17 May-2024', '2024-05-17'],
  ['17-May-2024', '2024-05-17'],
  ['17/May/2024', '2024-05-17'],
  ['17-May-24', '2024-05-17'],
  ['May 17, 2024', '2024-05-17'],
  ['2024-May-17', '2024-05-17'],
  ['Friday 17 May 2024', '2024-05-17'],
  ['2024-05-17T00:00:00', '2024-05-17'],
  ['2024-05-17 00:00:00', '2024-05-17'],
  ['2024-05-17T00:00:00.000Z', '2024-05-17'],
  ['20240517', '2024-05-17'],
  ['2024/05/17', '2024-05-17'],
  ['202401', '2024-01'],
  ['at 31 March 2024', '2024-03-31'],
  ['end of March 2024', '2024-03-31'],
  ['mid-2023', '2023-06-30'],
  ['mid 2023', '2023-06-30'],
  ['end-2023', '2023-12-31'],
  ['Q1 2024/25', '2024-04..2024-06'],
  ['2024-25 Q4', '2025-01..2025-03'],
  ['1Q 2024', '2024-01..2024-03'],
  ['second quarter of 2024', '2024-04..2024-06'],
  ['Quarter 3 2024', '2024-07..2024-09'],
  ['Week 13, 2020', '2020-03-23..2020-03-29'],
  ['2020 Week 13', '2020-03-23..2020-03-29'],
  ['week 1 2024', '2024-01-01..2024-01-07'],
  ['week ending 17 May 2024', '2024-05-11..2024-05-17'],
  ['w/e 17 May 2024', '2024-05-11..2024-05-17'],
  ['week commencing 13 May 2024', '2024-05-13..2024-05-19'],
  ['w/c 13 May 2024', '2024-05-13..2024-05-19'],
  ['52 weeks to 30 March 2024', '2023-04-02..2024-03-30'],
  ['four weeks ending 26 January 2024', '2023-12-30..2024-01-26'],
  ['three years to March 2024', '2021-04..2024-03'],
  ['half year to September 2024', '2024-04..2024-09'],
  ['two quarters to June 2024', '2024-01..2024-06'],
  ['month ending 31 May 2024', '2024-05'],
  ['quarter ending June 2023', '2023-04..2023-06'],
  ['FYE 2024', '2023-04..2024-03'],
  ['FYE March 2024', '2023-04..2024-03'],
  ['financial year ending March 2024', '2023-04..2024-03'],
  ['FY23/24', '2023-04..2024-03'],
  ['financial year 2018 to 2019', '2018-04..2019-03'],
  ['AY2016-17', '2016-09..2017-08'],
  ['academic year 2016/17', '2016-09..2017-08'],
  ['the year ended 31 March 2024', '2023-04..2024-03'],
  ['calendar year 2024', '2024'],
  ['Jul-22 to Jun-23', '2022-07..2023-06'],
  ['Jan-2023 - Dec-2023', '2023'],
  ['May-Jun-2024', '2024-05..2024-06'],
  ['Nov/Dec 2023', '2023-11..2023-12'],
  ['Nov-Jan 2024', '2023-11..2024-01'],
  ['November to January 2024', '2023-11..2024-01'],
  ['28 December to 3 January 2019', '2018-12-28..2019-01-03'],
  ['2024 January to March', '2024-01..2024-03'],
  ['from April 2023 to March 2024', '2023-04..2024-03'],
  ['2018-19 to 2022-23', '2018-04..2023-03'],
  ['2018/19 - 2022/23', '2018-04..2023-03'],
  ['financial year to date to July 2024', '2024-04..2024-07'],
  ['calendar year to date to July 2024', '2024-01..2024-07'],
  ['month/2020-01', '2020-01'],
  ['quarter/2020-Q1', '2020-01..2020-03'],
  ['government-year/1999-2000', '1999-04..2000-03'],
  ['government-quarter/2010-2011/Q1', '2010-04..2010-06'],
  ['gregorian-interval/2012-04-01T00:00:00/P1Y', '2012-04..2013-03'],
] as const;

describe('A period as publishers write it', () => {
  it.each(WRITTEN)('"%s" is %s', (written, canonical) => {
    expect(parsePeriod(written)).toBe(canonical);
  });

  it.each([
    ['2016/17', /academic year AY2016-17, the financial year FY2016-17/],
    ['201617', /academic year AY2016-17, the financial year FY2016-17/],
    ['2018-19', /academic year AY2018-19, the financial year FY2018-19 or both years/],
    ['1999-00', /academic year AY1999-00, the financial year FY1999-00 or both years/],
    ['201112', /FY2011-12 or the month 2011-12/],
    ['2009-10 to 2010-11', /months, 2009-10\.\.2010-11, or financial years, FY2009-10 to/],
    ['FY2018', /FY2017-18 or FY2018-19/],
    ['FY24', /FY2023-24 or FY2024-25/],
    ['05/06/2024', /2024-06-05 or 2024-05-06/],
    ['Jan 24', /the month jan 2024 or the day 24 jan/],
    ['year ending 2024', /calendar year 2024 or FY2023-24/],
    ['year to date to July 2024', /calendar year or the financial year/],
    ['YTD 2024', /calendar year or the financial year/],
  ])('is refused as "%s", which can mean two things, naming both', (text, both) => {
    expect(() => parsePeriod(text)).toThrow(both);
  });

  it.each([
    'Jan to 2024',
    'Jan 2019 to 2020',
    'April to 22 June 2019',
    '05/17/2024',
    '2024-366 days',
    'since April',
    'Autumn term 2023',
    'Thursday 17 May 2024',
    '2024-05-17T13:45:00',
    '2024-05-01T00:00:00/2024-06-01T00:00:00',
    'four weeks to May 2024',
    'month/2020',
    'mid-May 2024',
    '16/17',
    '201613',
  ])('is refused as "%s", with the forms that are read', (text) => {
    expect(() => parsePeriod(text)).toThrow(MalformedPeriod);
    expect(() => parsePeriod(text)).toThrow(/Write 2024, 2024-05/);
  });

  it.each([
    ['2016/17', 'academic', '2016-09..2017-08'],
    ['201617', 'academic', '2016-09..2017-08'],
    ['2016/17', 'financial', '2016-04..2017-03'],
    ['201112', 'financial', '2011-04..2012-03'],
    ['2009-10', 'academic', '2009-09..2010-08'],
    ['2018-19', 'financial', '2018-04..2019-03'],
    ['2016/2017', 'financial', '2016-04..2017-03'],
    ['year to date to July 2024', 'financial', '2024-04..2024-07'],
    ['year to date to July 2024', 'academic', '2023-09..2024-07'],
    ['2024-05', 'financial', '2024-05'],
  ] as const)('has the meaning the report gives "%s": %s, %s', (text, kind, canonical) => {
    expect(parsePeriod(text, kind)).toBe(canonical);
  });
});
