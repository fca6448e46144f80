import { describe, expect, it } from '@jest/globals';
import { refuseDisagreeingPrint } from './refuse-disagreeing-print.js';
import { printsOf } from '../testing/prints.js';

/** Printed text, then value, unit, qualifier and markers of a report that says the same. */
const AGREE = `
  12.5 per cent. | 12.5 percent exact
  ▲13.6% | 13.6 percent exact
  up 6.3% | 6.3 percent exact
  13.6 ± 1.2 | 13.6 percent exact
  1½% | 1.5 percent exact
  -5 to 7 | 7 percent exact
  -0.2% to 0.4% | 0.4 percent exact
  -0.2 to +0.4 | 0.4 percent exact
  -0.2 to -0.1 | -0.2 percent exact
  -0.4 to -0.1 | -0.1 percent exact
  −0.2 to 0.4 | 0.4 percent exact
  [11.9, 12.7] | 11.9 percent exact
  unchanged | 0 percent exact
  two-thirds | 66.7 percent exact
  4.70E-02 | 0.047 percent exact
  12.3‰ | 1.23 percent exact
  13.6 (12.1, 15.0) | 13.6 percent exact
  13.6% (12.1% to 15.0%) | 13.6 percent exact
  13.6 (12.1–15.0) | 13.6 percent exact
  13.6 [12.1 to 15.0] | 13.6 percent exact
  13.6 (95% CI 12.1 to 15.0) | 13.6 percent exact
  13.6 (±1.2) | 13.6 percent exact
  13.6 +/- 1.2 | 13.6 percent exact
  13.6% ± 1.2% | 13.6 percent exact
  -13.6 (-15.0 to -12.1) | -13.6 percent exact
  0.3 (-0.1 to 0.7) | 0.3 percent exact
  2¼% | 2.25 percent exact
  ¾% | 0.75 percent exact
  5⅛ | 5.125 percent exact
  (12)% | -12 percent exact
  (1.2)% | -1.2 percent exact
  11 in 16 | 68.75 percent exact
  one in five | 20 percent exact
  three out of four | 75 percent exact
  halved | 50 percent exact
  25 bps | 0.25 percentage-points exact
  25 basis points | 25 basis-points exact
  0.25 points | 25 basis-points exact
  2.1pp | 2.1 percentage-points exact
  -0.2--0.1 | -0.2 percent exact
  –0.2 – 0.4 | -0.2 percent exact
  (11.9-12.7) | 11.9 percent exact
  [11.9, 12.7] | 12.7 percent exact
  [-0.2, 0.4] | -0.2 percent exact
  (-0.2, 0.4) | 0.4 percent exact
  ▼13.6% | -13.6 percent exact
  down 6.3% | -6.3 percent exact
  ↑6.3% | 6.3 percent exact
  6.3% lower | -6.3 percent exact
  12.5 per cent | 12.5 percent exact
  12.5 pct | 12.5 percent exact
  12.5pc | 12.5 percent exact
  12·5 | 12.5 percent exact
  12e-1 | 1.2 percent exact
  12 per cent lower | -12 percent exact
  a fall of 12% | -12 percent exact
  fell 12% | -12 percent exact
  rose 12% | 12 percent exact
  1-in-5 | 20 percent exact
  one-in-five | 20 percent exact
  three in every hundred | 3 percent exact
  two fifths | 40 percent exact
  one-third | 33.3 percent exact
  7/8 | 87.5 percent exact
  5 1/2 | 5.5 percent exact
  10% – 12% | 10 percent exact
  10 to 12 per cent | 10 percent exact
  -10 to -5% | -10 percent exact
  +1 to +3 | 1 percent exact
  13.6 (12.1–15.0, 95% CI) | 13.6 percent exact
  13.6 (95% CI 12.1, 15.0) | 13.6 percent exact
  13.6 [95% CI: 12.1 to 15.0] | 13.6 percent exact
  13.6%, 95% CI 12.1% to 15.0% | 13.6 percent exact
  13.6 (CI 12.1–15.0) | 13.6 percent exact
  13.6±1.2% | 13.6 percent exact
  13.6 (s.e. 0.6) | 13.6 percent exact
  13.6 (SE = 0.6) | 13.6 percent exact
  12.5 PER CENT | 12.5 percent exact
  12½ per cent | 12.5 percent exact
  2.1 pts | 2.1 percentage-points exact
  2.1 p.p. | 2.1 percentage-points exact
  12 out of 16 | 75 percent exact
  12 of 16 | 75 percent exact
  3/4 | 75 percent exact
  trebled | 200 percent exact
  16%-17% | 16 percent exact
  −7−−5 | -5 percent exact
  +0.2 to +0.4 | 0.4 percent exact
  (0.2) to 0.4 | -0.2 percent exact
  (0.2)–(0.1) | -0.1 percent exact
  12 per mille | 1.2 percent exact
  13.6 (12.1;15.0) | 13.6 percent exact
  13.6 (12.1,15.0) | 13.6 percent exact
  13.6 (12.1 - 15.0) | 13.6 percent exact
  13.6 [12.1, 15.0]% | 13.6 percent exact
  13.6% (95% CI 12.1%-15.0%) | 13.6 percent exact
  13.6 plus or minus 1.2 | 13.6 percent exact
  ¼ | 25 percent exact
  4¾% | 4.75 percent exact
  4 3/4% | 4.75 percent exact
  (5%) | -5 percent exact
  11/16 | 68.75 percent exact
  11 out of every 16 | 68.75 percent exact
  two in three | 66.7 percent exact
  two in three | 67 percent exact
  doubled | 100 percent exact
  doubled | 200 percent exact
  halved | -50 percent exact
  unchanged | 0 percentage-points exact
  increase | 0 percentage-points at-least
  down | 0 percentage-points at-most
  improved | 0 percentage-points at-least
  improved | 0 percentage-points at-most
  worse | 0 percentage-points at-most
  12% | 0.12 proportion exact
  0.12 | 0.12 proportion exact
  .5 | 0.5 percent exact
  0.5. | 0.5 percent exact
  1.2. | 1.2 percent exact
  -0.2 to 0.4 | -0.2 percent exact
  +5% | 5 percent exact
  5% | -5 percent exact
  12 percentage points lower | -12 percentage-points exact
  12 points | 12 percentage-points exact
  +12pp | 12 percentage-points exact
  -0.4 pp | -0.4 percentage-points exact
  12 %-points | 12 percentage-points exact
  12 % points | 12 percentage-points exact
  12 bp | 0.12 percentage-points exact
  150bps | 1.5 percentage-points exact
  7 out of 10 | 70 percent exact
  three-quarters | 75 percent exact
  two thirds | 66.67 percent exact
  nine-tenths | 90 percent exact
  a half | 50 percent exact
  half a per cent | 0.5 percent exact
  quarter of a per cent | 0.25 percent exact
`;

/** As above, for reports that their own print contradicts. */
const DISAGREE = `
  24/7 | 342.857 percent exact
  9/11 | 81.8 percent exact
  -5 to 7 | -7 percent exact
  2018/19 | 10621.05 percent exact
  13.6 ± 1.2 | 1.2 percent exact
  13.6 (12.1 to 15.0) | 12.1 percent exact
  23 basis points | 23 percentage-points exact
  12.3‰ | 12.3 percent exact
  13.6 (95% CI: 12.1-15.0) | 15 percent exact
  13.6 (12.1 to 15.0) | 15 percent exact
  0.3 (-0.1 to 0.7) | -0.3 percent exact
  4.70E-02 | 4.7 percent exact
  1½% | 1 percent exact
  25 bp | 25 percentage-points exact
  2.1 percentage points | 2.1 percent exact
  –0.2 – 0.4 | 0.2 percent exact
  (11.9-12.7) | -11.9 percent exact
  [11.9, 12.7] | -11.9 percent exact
  ▼13.6% | 13.6 percent exact
  ▲13.6% | -13.6 percent exact
  down 6.3% | 6.3 percent exact
  unchanged | 1 percent exact
  a fall of 12% | 12 percent exact
  fell by 12% | 12 percent exact
  -10 to -5% | 10 percent exact
  -10 to -5% | 5 percent exact
  +1 to +3 | -1 percent exact
  12 per 100 people | 12 percent exact
  12.3 per 1,000 | 12.3 percent exact
  12% (1234) | 1234 percent exact
  -5 to -7 | -5 percent exact
  -7 to -5 | 7 percent exact
  -7 – -5 | 5 percent exact
  12 bps | 12 percent exact
  12 ppm | 12 percent exact
  12 permille | 12 percent exact
  ± 1.2 | 1.2 percent exact
  13.6 ± 1.2 | 14.8 percent exact
  13.6 ± 1.2 | 12.4 percent exact
  3.4×10−2 | 0.034 percent exact
  4¾% | 43.4 percent exact
  (5%) | 5 percent exact
  11 in 16 | 68.8 percent exact
  two in three | 66 percent exact
  doubled | 2 percent exact
  5-7% | -5 percent exact
  5-7% | -7 percent exact
  -0.2 to 0.4 | -0.4 percent exact
  -0.2 to 0.4 | 0.2 percent exact
  0.2 to -0.4 | 0.2 percent exact
  +5% | -5 percent exact
  12.5 per cent of adults | 12.5 percent exact
  7.5/10 | 75 percent exact
  7 from 10 | 70 percent exact
  10 of 7 | 142 percent exact
  3 in 4 people | 75 percent exact
  two thirds | 66.6 percent exact
  a half | 0.5 percent exact
`;

describe('A percentage held against its print', () => {
  it.each(printsOf(AGREE))('is taken: %s', (_, print) => {
    expect(() => refuseDisagreeingPrint(print, {})).not.toThrow();
  });

  it.each(printsOf(DISAGREE))('is refused: %s', (_, print) => {
    expect(() => refuseDisagreeingPrint(print, {})).toThrow(/The printed text/);
  });
});
