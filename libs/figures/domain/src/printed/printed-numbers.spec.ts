import { describe, expect, it } from '@jest/globals';
import { refuseDisagreeingPrint } from './refuse-disagreeing-print.js';
import { printsOf } from '../testing/prints.js';

/** Printed text, then value, unit, qualifier and markers of a report that says the same. */
const AGREE = `
  14’773 | 14773 offences exact
  12 [1] | 12 offences exact
  - | 0 offences exact
  1.234e6 | 1234000 offences exact
  1.2E+06 | 1200000 offences exact
  -7 – -5 | -5 offences exact
  3½m | 3500000 offences exact
  2 crore | 20000000 offences exact
  10 to 12 | 10 offences exact
  18.5 full-time equivalent | 18.5 fte exact
  12 pairs | 24 people exact
  18 officers | 18 people exact
  – | 0 offences exact
  12 [1, 2] | 12 offences exact
  12 (1) | 12 offences exact
  1.2e3 | 1200 offences exact
  1.2 × 10^6 | 1200000 offences exact
  1.2×10⁶ | 1200000 offences exact
  doubled | 2 times exact
  three dozen | 36 people exact
  12 couples | 24 people exact
  3 score | 60 people exact
  1.2 lakh | 120000 people exact
  1,23,45,678 | 12345678 people exact
  1.2 mn | 1200000 people exact
  1.2 bn | 1200000000 people exact
  1.2 bln | 1200000000 people exact
  12 k | 12000 people exact
  12 thousand | 12000 people exact
  12 hundred | 1200 people exact
  12 staff | 12 people exact
  12 police officers | 12 people exact
  12 victims | 12 people exact
  12 people | 12 people exact
  12 offences | 12 offences exact
  12 offence | 12 offences exact
  12 cases | 12 offences exact
  10-12 | 12 offences exact
  10-12 | 10 offences exact
  between 10 and 12 | 10 offences exact
  from 10 to 12 | 12 offences exact
  1.2 to 1.5 million | 1200000 people exact
  10,000-12,000 | 10000 people exact
  nil | 0 offences exact
  zero | 0 offences exact
  none | 0 offences exact
  1 234 | 1234 offences exact
  12 FTE | 12 fte exact
  18.5 WTE | 18.5 fte exact
  18.5 full-time equivalents | 18.5 fte exact
  12[1][2] | 12 offences exact
  14 773 | 14773 offences exact
  14,773.0 | 14773 offences exact
  14'773 | 14773 offences exact
  1.2E6 | 1200000 offences exact
  negative 12 | -12 offences exact
  one and a half million | 1500000 people exact
  a million | 1000000 people exact
  a million and a half | 1500000 people exact
  two and a quarter million | 2250000 people exact
  a dozen | 12 people exact
  16 or 17 | 16 offences exact
  10-12k | 10000 people exact
  1,000–1,500 | 1500 people exact
  2-3 times | 2 times exact
  14,773 (14,000 to 15,500) | 14773 offences exact
  18.5 FTEs | 18.5 fte exact
  18.5fte | 18.5 fte exact
  12x | 12 times exact
  once | 1 offences exact
  12 000 | 12000 offences exact
  12,000 | 12000 offences exact
  12 (13) | 12 offences exact
  12th highest | 12 rank exact
  3rd= | 3 rank exact
  16-17 thousand | 16000 people exact
  16 to 17 thousand people | 17000 people exact
  two to three million | 2000000 people exact
  0 to 5 | 0 offences exact
  12# | 12 offences exact
  12 § | 12 offences exact
  2.5 mio | 2500000 people exact
  14,773 ± 120 | 14773 offences exact
  3.4E+05 | 340000 offences exact
  3.4 x 10^5 | 340000 offences exact
  1½ million | 1500000 people exact
  three times | 3 times exact
  12 pair | 24 people exact
  a pair | 2 people exact
  12 men | 12 people exact
  12 children | 12 people exact
  12 households | 12 households exact
  12 incidents | 12 offences exact
  12 million offences | 12000000 offences exact
  12 k offences | 12000 offences exact
  12 thousands | 12000 offences exact
  = 12 | 12 offences exact
  12. | 12 offences exact
  12 thousand million | 12000000000 people exact
  3 hundred thousand | 300000 people exact
  precisely 300 | 300 offences exact
  ½m | 500000 people exact
  half a dozen | 6 people exact
  half a million | 500000 people exact
  (20-25) | 20 people exact
  [20 to 25] | 25 people exact
  2.5 times | 2.5 times exact
  2.5-fold | 2.5 times exact
  5 lakhs | 500000 people exact
  5 crores | 50000000 people exact
  5 dozen | 60 people exact
  5 millions | 5000000 people exact
  5 billion people | 5000000000 people exact
  5 thousand officers | 5000 people exact
  5 k people | 5000 people exact
  5 FTE posts | 5 fte exact
  5 posts | 5 posts exact
  5 post | 5 posts exact
`;

/** As above, for reports that their own print contradicts. */
const DISAGREE = `
  10-12 | -12 offences exact
  12-- | -12 offences exact
  2 crore | 2 offences exact
  1.2 mio | 1.2 offences exact
  12 thou | 12 offences exact
  12 quid | 12 offences exact
  1.2 milliards | 1.2 offences exact
  doubled | 2 offences exact
  1.2m | 1.2 offences exact
  14,773 | 14774 offences exact
  - | 5 offences exact
  1.2E3 | 1.2 offences exact
  1.2 x 10^6 | 1.2 offences exact
  11 in 16 | 11 offences exact
  tripled | 3 offences exact
  halved | 0.5 offences exact
  twofold | 2 offences exact
  12 dozen | 12 people exact
  12 pairs | 12 people exact
  1.2 lakh | 1.2 people exact
  12K | 12 people exact
  12 widgets | 12 offences exact
  12 zillion | 12 offences exact
  12 myriad | 12 offences exact
  12 G | 12 offences exact
  12 crimes | 12 offences exact
  12 hours | 12 offences exact
  12 days | 12 people exact
  10-12 | -10 offences exact
  10–12 | 1012 offences exact
  between 10 and 12 | 11 offences exact
  1.2 to 1.5 million | 1.2 people exact
  1.234,5 | 1234.5 offences exact
  12,5 | 12.5 offences exact
  12,5 | 125 offences exact
  24/7 | 24 offences exact
  2018/19 | 2018 offences exact
  9/11 | 9 offences exact
  2-1 | 2 offences exact
  v2.0 | 2 offences exact
  12a | 12 offences exact
  12th | 12 offences exact
  No. 12 | 12 offences exact
  12 c | 12 offences exact
  14.773 | 14773 offences exact
  1.2e6 | 1200001 offences exact
  dozens | 12 people exact
  hundreds | 100 people exact
  thousands | 1000 people exact
  a handful | 5 people exact
  several | 7 people exact
  a few | 3 people exact
  10-12k | 10 people exact
  12-10 | 12 offences exact
  12 of 16 | 12 offences exact
  1 in 8 | 0.125 offences exact
  Jan 2024 | 2024 offences exact
  5 March | 5 offences exact
  12:30 | 12 offences exact
  Table 12 | 12 offences exact
  12.3.4 | 12 offences exact
  020 7946 0958 | 2079460958 offences exact
  12 x 5 | 60 offences exact
  12+5 | 17 offences exact
  12/5/2024 | 12 offences exact
  2024-25 | 2024 offences exact
  1.234.567 | 1234567 offences exact
  .. | 0 offences exact
  12 fold | 12 offences exact
  12x | 12 offences exact
  quadrupled | 4 offences exact
  twice | 2 offences exact
  12, 000 | 12000 offences exact
  1 2 | 12 offences exact
  12 13 | 12 offences exact
  12; 13 | 12 offences exact
  12/13 | 12 offences exact
  1,234 (12%) | 1234 offences exact
  5– | 5 offences exact
  5- | 5 offences exact
  -5- | 5 offences exact
  --5 | -5 offences exact
  +-5 | 5 offences exact
  300 (approx) | 300 offences exact
  12ᵖ | 12 offences exact
  12 (a) | 12 offences exact
  12^1 | 12 offences exact
  12 gross | 1728 items exact
  1.2 mill | 1.2 people exact
  3.4e5 | 34 offences exact
  1e400 | 1 offences exact
  1½ | 15 offences exact
  [5] | 5 offences exact
  [5] | -5 offences exact
  unchanged | 0 offences exact
  pair | 2 people exact
  12 men and women | 12 people exact
  12 households | 12 people exact
  12 homes | 12 households exact
  12 arrests | 12 offences exact
  12 hundredths | 12 offences exact
  12 percent | 12 offences exact
  12 of | 12 offences exact
  12 in | 12 offences exact
  of 12 | 12 offences exact
  n=12 | 12 offences exact
  (n=12) | 12 offences exact
  12, | 12 offences exact
  12 m k | 12000000000 people exact
  12m m | 12000000000000 people exact
  1.2 t | 1200000000000 people exact
  20-25 | -25 people exact
  20–25 | -20 people exact
  (20 to 25) | -20 people exact
  300ish | 300 offences exact
  2.5 times as many | 2.5 times exact
  5 officers and staff | 5 people exact
  5 FTE officers | 5 fte exact
  5 visits | 5 offences exact
  3 m | 3 people exact
`;

describe('The number of a report held against its print', () => {
  it.each(printsOf(AGREE))('is taken: %s', (_, print) => {
    expect(() => refuseDisagreeingPrint(print, {})).not.toThrow();
  });

  it.each(printsOf(DISAGREE))('is refused: %s', (_, print) => {
    expect(() => refuseDisagreeingPrint(print, {})).toThrow(/The printed text/);
  });
});
