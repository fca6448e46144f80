import { describe, expect, it } from '@jest/globals';
import { refuseDisagreeingPrint } from './refuse-disagreeing-print.js';
import { printsOf } from '../testing/prints.js';

/** Printed text, then value, unit, qualifier and markers of a report that says the same. */
const AGREE = `
  an hour and a half | 5400 seconds exact
  500ms | 0.5 seconds exact
  500 milliseconds | 0.5 seconds exact
  PT34S | 34 seconds exact
  1 day 02:03:04 | 93784 seconds exact
  54m04s | 3244 seconds exact
  1h05m | 3900 seconds exact
  1h 05m 03s | 3903 seconds exact
  1 hr 5 min | 3900 seconds exact
  PT1H5M | 3900 seconds exact
  P1DT2H | 93600 seconds exact
  P3D | 3 days exact
  P1Y6M | 18 months exact
  PT1M30.5S | 90.5 seconds exact
  2 days, 3 hours | 183600 seconds exact
  two hours and a half | 9000 seconds exact
  a year and a half | 18 months exact
  two and a half years | 2.5 years exact
  half an hour | 0.5 hours exact
  5-10 minutes | 300 seconds exact
  1 h 5 min | 3900 seconds exact
  1hr 5mins | 3900 seconds exact
  65 mins | 3900 seconds exact
  1.5 hours | 5400 seconds exact
  90s | 90 seconds exact
  1m30s | 90 seconds exact
  2d 3h | 183600 seconds exact
  00:01:30 | 90 seconds exact
  1:02:03.5 | 3723.5 seconds exact
  a fortnight | 14 days exact
  a week | 7 days exact
  18 months | 1.5 years exact
  5 min 30 s | 330 seconds exact
  12:30 | 12.5 hours exact
  1-2 hours | 3600 seconds exact
  1-2 hours | 7200 seconds exact
  90 minutes to 2 hours | 5400 seconds exact
  5 years | 60 months exact
  5 quarters | 15 months exact
  5 mins 3 secs | 303 seconds exact
  5h | 18000 seconds exact
  5 hrs | 5 hours exact
  1:30 | 90 minutes exact
  1:30 | 1.5 minutes exact
  PT2H30M | 9000 seconds exact
  PT2H30M | 150 minutes exact
  P2W | 14 days exact
  P1M | 1 months exact
  1h05m03s | 3903 seconds exact
  1d 02:03:04 | 93784 seconds exact
  1 day, 2:03:04 | 93784 seconds exact
  250 µs | 0.00025 seconds exact
  three quarters of an hour | 2700 seconds exact
  one and a half hours | 5400 seconds exact
  a day and a half | 36 hours exact
  half a day | 12 hours exact
  a minute and a half | 90 seconds exact
  02:10 min | 130 seconds exact
  02:10 hr | 7800 seconds exact
  3 m | 3 minutes exact
  3 m | 180 seconds exact
  3:20 | 200 seconds exact
  3m 20s | 200 seconds exact
  3 minutes 20 seconds | 200 seconds exact
  03:20:00 | 12000 seconds exact
  3 days 4 hours | 273600 seconds exact
  3 weeks and 2 days | 23 days exact
  1 year 6 months | 18 months exact
  1.5 years | 18 months exact
  500 µs | 0.0005 seconds exact
  2 fortnights | 28 days exact
  2 decades | 20 years exact
  p1d | 1 days exact
  two and two-thirds | 2.666666666667 hours exact
`;

/** As above, for reports that their own print contradicts. */
const DISAGREE = `
  500ms | 500 seconds exact
  1h05m | 105 seconds exact
  PT34S | 34 minutes exact
  54m04s | 54.04 seconds exact
  1 day 02:03:04 | 7384 seconds exact
  an hour and a half | 1.5 seconds exact
  5-10 minutes | 5 seconds exact
  5 working days | 5 days exact
  5m | 5 months exact
  7pm | 7 hours exact
  5 weeks | 5 months exact
  5 years | 5 months exact
  5'03 | 303 seconds exact
  5h 30 | 19800 seconds exact
  1:30 | 130 minutes exact
  2 days | 2 hours exact
  P1M | 1 minutes exact
  PT1M | 1 months exact
  PT | 0 seconds exact
  5 hours per week | 5 hours exact
  3 min 20 | 200 seconds exact
  one minute thirty | 90 seconds exact
  P1DT | 86400 seconds exact
`;

describe('A duration held against its print', () => {
  it.each(printsOf(AGREE))('is taken: %s', (_, print) => {
    expect(() => refuseDisagreeingPrint(print, {})).not.toThrow();
  });

  it.each(printsOf(DISAGREE))('is refused: %s', (_, print) => {
    expect(() => refuseDisagreeingPrint(print, {})).toThrow(/The printed text/);
  });
});
