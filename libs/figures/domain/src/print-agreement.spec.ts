import { describe, expect, it } from '@jest/globals';
import type { Decimal } from '@ledger/kernel';
import { type Marker, type PrintedValue, type Qualifier, QUALIFIERS } from './appearance.js';
import { ownNounsOf } from './own-nouns.js';
import { refuseDisagreeingPrint } from './print-agreement.js';
import { recordedCrime } from './testing/examples.js';

/** Printed text, then value, unit, qualifier and markers of a report that says the same. */
const AGREE = `
  14’773 | 14773 offences exact
  5† | 5 offences exact
  12(p) | 12 offences exact p
  12 [p, r] | 12 offences exact p r
  12 [1] | 12 offences exact
  12¹ | 12 offences exact
  12 b | 12 offences exact b
  - | 0 offences exact
  1.234e6 | 1234000 offences exact
  1.2E+06 | 1200000 offences exact
  5 or fewer | 5 offences at-most
  not more than 5 | 5 offences at-most
  upwards of 300 | 300 offences at-least
  a further 300 | 300 offences exact
  a total of 300 | 300 offences exact
  -7 – -5 | -5 offences exact
  3½m | 3500000 offences exact
  2 crore | 20000000 offences exact
  >5 | 5 offences at-least
  nearly 15,000 | 15000 offences approximately
  12 [r] | 12 offences exact r
  10 to 12 | 10 offences exact
  12.5 per cent. | 12.5 percent exact
  ▲13.6% | 13.6 percent exact
  up 6.3% | 6.3 percent exact
  13.6 ± 1.2 | 13.6 percent exact
  1½% | 1.5 percent exact
  13.6 p | 13.6 percent exact p
  -5 to 7 | 7 percent exact
  -0.2% to 0.4% | 0.4 percent exact
  -0.2 to +0.4 | 0.4 percent exact
  -0.2 to -0.1 | -0.2 percent exact
  -0.4 to -0.1 | -0.1 percent exact
  −0.2 to 0.4 | 0.4 percent exact
  [11.9, 12.7] | 11.9 percent exact
  unchanged | 0 percent exact
  <0.1% | 0.1 percent at-most
  two-thirds | 66.7 percent exact
  4.70E-02 | 0.047 percent exact
  £(1.2)m | -1200000 GBP exact
  £12 per head | 12 GBP exact
  £k 12 | 12000 GBP exact
  £m 1.2 | 1200000 GBP exact
  £000 1,234 | 1234000 GBP exact
  £16-£17 million | 17000000 GBP exact
  12 € | 12 EUR exact
  €16 to €17 million | 16000000 EUR exact
  US$5 | 5 USD exact
  an hour and a half | 5400 seconds exact
  500ms | 0.5 seconds exact
  500 milliseconds | 0.5 seconds exact
  PT34S | 34 seconds exact
  1 day 02:03:04 | 93784 seconds exact
  54m04s | 3244 seconds exact
  18.5 full-time equivalent | 18.5 fte exact
  12.3 per 1,000 | 12.3 per-1000-population exact
  12.3 per 1000 | 12.3 per-1000-population exact
  12.3 per thousand | 12.3 per-1000-population exact
  12.3‰ | 12.3 per-1000-population exact
  12.3 per 1,000 people | 12.3 per-1000-population exact
  12.3 per 100,000 | 12.3 per-100000-population exact
  101.4 (2015=100) | 101.4 index exact
  ¥1.2trn | 1200000000000 JPY exact
  ¥1.2 trn | 1200000000000 JPY exact
  CHF 12 | 12 CHF exact
  CHF 1'234 | 1234 CHF exact
  Fr. 12 | 12 CHF exact
  CA$12 | 12 CAD exact
  C$12 | 12 CAD exact
  ₹12 | 12 INR exact
  ₹1.5 crore | 15000000 INR exact
  12 pairs | 24 people exact
  18 officers | 18 people exact
  <5 | 5 offences at-most
  less than 5 | 5 offences at-most
  fewer than five | 5 offences at-most
  no more than 5 | 5 offences at-most
  no fewer than 5 | 5 offences at-least
  in excess of 300 | 300 offences at-least
  ≥5 | 5 offences at-least
  ≤5 | 5 offences at-most
  ~300 | 300 offences approximately
  c. 300 | 300 offences approximately
  roughly 300 | 300 offences approximately
  some 300 | 300 offences approximately
  300 or more | 300 offences at-least
  up to 300 | 300 offences at-most
  300 or so | 300 offences approximately
  exactly 300 | 300 offences exact
  just over 300 | 300 offences at-least
  over £1.2m | 1200000 GBP at-least
  almost £1.2m | 1200000 GBP approximately
  12 (r) | 12 offences exact r
  12 [e] | 12 offences exact e
  12 (provisional) | 12 offences exact p
  12r | 12 offences exact r
  12p | 12 offences exact p
  12 [p][r] | 12 offences exact p r
  [c] | null offences exact c
  [x] | null offences exact x
  .. | null offences exact x
  : | null offences exact x
  - | null offences exact z
  – | 0 offences exact
  — | 0 GBP exact
  12² | 12 offences exact
  12 [note 1] | 12 offences exact
  12 [notes 1 and 2] | 12 offences exact
  12 [1, 2] | 12 offences exact
  12 (1) | 12 offences exact
  5‡ | 5 offences exact
  5* | 5 offences exact
  5** | 5 offences exact
  £1.2m¹ | 1200000 GBP exact
  12%¹ | 12 percent exact
  12.3 per 1000 population | 12.3 per-1000-population exact
  12.3 per 1,000 population | 1230 per-100000-population exact
  12.3 per 100,000 population | 12.3 per-100000-population exact
  12.3 per 100k | 12.3 per-100000-population exact
  1.2 per million people | 1.2 per-1000000-population exact
  12.3 offences per 1,000 people | 12.3 offences-per-1000-population exact
  12.3 per 10,000 | 12.3 per-10000-population exact
  12.3‰ | 1.23 percent exact
  £12 per head | 12 GBP-per-head exact
  £12 per person | 12 GBP exact
  £12 per capita | 12 GBP exact
  £12 per household | 12 GBP exact
  101.4 (2015 = 100) | 101.4 index exact
  101.4 (2015=100) | 101.4 index-2015 exact
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
  1.2e3 | 1200 offences exact
  1.2 × 10^6 | 1200000 offences exact
  1.2×10⁶ | 1200000 offences exact
  2¼% | 2.25 percent exact
  ¾% | 0.75 percent exact
  5⅛ | 5.125 percent exact
  £3½m | 3500000 GBP exact
  (£1.2m) | -1200000 GBP exact
  (1,234) | -1234 GBP exact
  (12)% | -12 percent exact
  (1.2)% | -1.2 percent exact
  £(1,234) | -1234 GBP exact
  US$ 5m | 5000000 USD exact
  A$12 | 12 AUD exact
  NZ$12 | 12 NZD exact
  12 EUR | 12 EUR exact
  12 euros | 12 EUR exact
  12 £ | 12 GBP exact
  12 million € | 12000000 EUR exact
  12 kr | 12 SEK exact
  kr 12 | 12 NOK exact
  ₩12 | 12 KRW exact
  12 yen | 12 JPY exact
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
  11 in 16 | 68.75 percent exact
  one in five | 20 percent exact
  three out of four | 75 percent exact
  halved | 50 percent exact
  doubled | 2 times exact
  three dozen | 36 people exact
  12 couples | 24 people exact
  3 score | 60 people exact
  12 grand | 12000 GBP exact
  £12 grand | 12000 GBP exact
  1.2 trn | 1200000000000 USD exact
  1.2 tn | 1200000000000 USD exact
  1.2 lakh | 120000 people exact
  ₹1,23,456 | 123456 INR exact
  1,23,45,678 | 12345678 people exact
  1.2 mn | 1200000 people exact
  1.2 bn | 1200000000 people exact
  1.2 bln | 1200000000 people exact
  12 k | 12000 people exact
  12 thousand | 12000 people exact
  12 hundred | 1200 people exact
  25 bps | 0.25 percentage-points exact
  25 basis points | 25 basis-points exact
  0.25 points | 25 basis-points exact
  2.1pp | 2.1 percentage-points exact
  5 ml | 0.005 litres exact
  5 miles | 8046.72 metres exact
  5 pounds | 5 GBP exact
  50p | 0.5 GBP exact
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
  £1.2-£1.5bn | 1200000000 GBP exact
  £1.2-1.5bn | 1500000000 GBP exact
  £1.2bn to £1.5bn | 1500000000 GBP exact
  1.2 to 1.5 million | 1200000 people exact
  10,000-12,000 | 10000 people exact
  £900k-£1.1m | 900000 GBP exact
  5-10 minutes | 300 seconds exact
  -0.2--0.1 | -0.2 percent exact
  –0.2 – 0.4 | -0.2 percent exact
  minus 5 to 7 | -5 percent exact
  (11.9-12.7) | 11.9 percent exact
  [11.9, 12.7] | 12.7 percent exact
  [-0.2, 0.4] | -0.2 percent exact
  (-0.2, 0.4) | 0.4 percent exact
  £16m to £17m | 16000000 GBP exact
  16 to 17 million pounds | 16000000 GBP exact
  ▼13.6% | -13.6 percent exact
  down 6.3% | -6.3 percent exact
  ↑6.3% | 6.3 percent exact
  6.3% lower | -6.3 percent exact
  no change | 0 percent exact
  nil | 0 offences exact
  zero | 0 offences exact
  none | 0 offences exact
  12.5 per cent | 12.5 percent exact
  12.5 pct | 12.5 percent exact
  12.5pc | 12.5 percent exact
  1 234 | 1234 offences exact
  12·5 | 12.5 percent exact
  12 FTE | 12 fte exact
  18.5 WTE | 18.5 fte exact
  18.5 full-time equivalents | 18.5 fte exact
  £'000 1,234 | 1234000 GBP exact
  $bn 1.2 | 1200000000 USD exact
  € million 12 | 12000000 EUR exact
  GBP 12m | 12000000 GBP exact
  12m GBP | 12000000 GBP exact
  Rs 12 | 12 INR exact
  Rs. 1.5 lakh | 150000 INR exact
  CHF 1.2m | 1200000 CHF exact
`;

/** As above, of reports that their own print belies. */
const DISAGREE = `
  10-12 | -12 offences exact
  12-- | -12 offences exact
  >=5 | 5 offences at-most
  more than 300 | 300 offences exact
  5+ | 5 offences exact
  nearly 15,000 | 15000 offences exact
  2 crore | 2 offences exact
  1.2 mio | 1.2 offences exact
  12 thou | 12 offences exact
  12 quid | 12 offences exact
  1.2 milliards | 1.2 offences exact
  doubled | 2 offences exact
  12 [c] | 12 offences exact
  1.2m | 1.2 offences exact
  14,773 | 14774 offences exact
  24/7 | 342.857 percent exact
  9/11 | 81.8 percent exact
  -5 to 7 | -7 percent exact
  2018/19 | 10621.05 percent exact
  13.6 ± 1.2 | 1.2 percent exact
  13.6 (12.1 to 15.0) | 12.1 percent exact
  23 basis points | 23 percentage-points exact
  £16 to £17 million | 16 GBP exact
  £16-£17 million | 16 GBP exact
  £16-£17m | 16 GBP exact
  between £16 and £17 million | 16 GBP exact
  £1.2-£1.5bn | 1.2 GBP exact
  £(1.2)m | 1200000 GBP exact
  €16 to €17 million | 16 EUR exact
  C$12 | 12 USD exact
  c$12 | 12 USD exact
  500ms | 500 seconds exact
  5 nautical miles | 5 miles exact
  5 ml | 5 litres exact
  5 pints | 5 litres exact
  5 rupees | 5 SEK exact
  5 francs | 5 SEK exact
  5 yen | 5 SEK exact
  ¥1.2trn | 1.2 JPY exact
  <5 | 5 offences exact
  at least 300 | 300 offences at-most
  ~300 | 300 offences exact
  circa 300 | 300 offences exact
  300 or more | 300 offences exact
  just under 300 | 300 offences at-least
  12 [p] | 12 offences exact
  12 (p) | 12 offences exact
  12 (revised) | 12 offences exact
  12p | 12 offences exact
  12 [p,r] | 12 offences exact p
  [c] | null offences exact x
  12 | null offences exact c
  12 quid | null offences exact c
  twelve | null offences exact c
  12 [c] | null offences exact c
  - | 5 offences exact
  12 [note 1] | 121 offences exact
  12¹ | 121 offences exact
  12.3 per 1,000 population | 12.3 per-100000-population exact
  12.3 per 100,000 | 12.3 per-1000-population exact
  12.3 per 1,000 | 12.3 offences exact
  12.3 per 1,000 births | 12.3 per-1000-population exact
  12.3‰ | 12.3 percent exact
  £12 per head | 1200 GBP exact
  101.4 (2015=100) | 2015 index exact
  101.4 (2010=100) | 101.4 index-2015 exact
  101.4 (2015=100) | 101.4 offences exact
  13.6 (95% CI: 12.1-15.0) | 15 percent exact
  13.6 (12.1 to 15.0) | 15 percent exact
  0.3 (-0.1 to 0.7) | -0.3 percent exact
  1.2E3 | 1.2 offences exact
  4.70E-02 | 4.7 percent exact
  1.2 x 10^6 | 1.2 offences exact
  1½% | 1 percent exact
  £(1.2)m | 1.2 GBP exact
  (1,234) | 1234 GBP exact
  A$12 | 12 USD exact
  HK$12 | 12 USD exact
  12 € | 12 GBP exact
  €12 | 12 GBP exact
  1h05m | 105 seconds exact
  PT34S | 34 minutes exact
  54m04s | 54.04 seconds exact
  1 day 02:03:04 | 7384 seconds exact
  an hour and a half | 1.5 seconds exact
  11 in 16 | 11 offences exact
  tripled | 3 offences exact
  halved | 0.5 offences exact
  twofold | 2 offences exact
  12 dozen | 12 people exact
  12 pairs | 12 people exact
  12 grand | 12 GBP exact
  1.2 lakh | 1.2 people exact
  12K | 12 people exact
  12 widgets | 12 offences exact
  12 zillion | 12 offences exact
  12 myriad | 12 offences exact
  12 G | 12 offences exact
  25 bp | 25 percentage-points exact
  2.1 percentage points | 2.1 percent exact
  5 km | 5 miles exact
  5 lb | 5 kilograms exact
  5 tons | 5 tonnes exact
  5 pounds | 5 kilograms exact
  50 pence | 50 GBP exact
  5 MWh | 5 kilowatt-hours exact
  12 crimes | 12 offences exact
  12 hours | 12 offences exact
  12 days | 12 people exact
  10-12 | -10 offences exact
  10–12 | 1012 offences exact
  between 10 and 12 | 11 offences exact
  10 to 12 | 10 offences at-most
  10 to 12 | 12 offences at-least
  1.2 to 1.5 million | 1.2 people exact
  5-10 minutes | 5 seconds exact
  –0.2 – 0.4 | 0.2 percent exact
  (11.9-12.7) | -11.9 percent exact
  [11.9, 12.7] | -11.9 percent exact
  ▼13.6% | 13.6 percent exact
  ▲13.6% | -13.6 percent exact
  down 6.3% | 6.3 percent exact
  unchanged | 1 percent exact
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
  £m 1.2 | 1.2 GBP exact
  £000 1,234 | 1234 GBP exact
  12 USD | 12 GBP exact
  £12 | 12 USD exact
  Fr. 12 | 12 SEK exact
`;

function printsOf(table: string): (readonly [string, PrintedValue])[] {
  const lines = table.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const [printed = '', report = ''] = line.slice(2).split(' | ');
    const [value = '', unit = '', qualifier, ...markers] = report.split(' ');
    const print = { printed, unit, qualifier: qualifier as Qualifier };
    return [
      line.trim(),
      {
        ...print,
        value: value === 'null' ? null : (value as Decimal),
        markers: markers as Marker[],
      },
    ];
  });
}

const held = (print: PrintedValue) => () => {
  refuseDisagreeingPrint(print, {});
};

describe('A report held against its print', () => {
  it.each(printsOf(AGREE))('is taken: %s', (_, print) => {
    expect(held(print)).not.toThrow();
  });

  it.each(printsOf(DISAGREE))('is refused: %s', (_, print) => {
    expect(held(print)).toThrow(/The printed text/);
  });

  it('leaves to the report what the token does not say', () => {
    const print = { printed: '300', value: '300' as Decimal, unit: 'people' };
    for (const qualifier of QUALIFIERS) {
      expect(held({ ...print, qualifier, markers: ['p'] })).not.toThrow();
    }
  });

  it('knows the nouns of the measure and of the breakdown', () => {
    const context = { isOwnNoun: ownNounsOf(recordedCrime, { kind: 'burglary' }) };
    const print = (printed: string): PrintedValue => ({
      ...{ printed, value: '12' as Decimal, unit: 'offences' },
      ...{ qualifier: 'exact', markers: [] },
    });
    for (const printed of ['12 crimes', '12 recorded crimes', '12 burglaries']) {
      expect(() => refuseDisagreeingPrint(print(printed), context)).not.toThrow();
      expect(held(print(printed))).toThrow('is not known');
    }
    expect(() => refuseDisagreeingPrint(print('12 robberies'), context)).toThrow('robberies');
  });

  it.each([
    [
      '12 widgets',
      'offences',
      '"widgets" is not known: behind a number may stand a scale (pair',
    ],
    ['12 widgets', 'offences', 'crore'],
    ['12 widgets', 'offences', 'a unit (offence, offences)'],
    ['12 quid', 'offences', '"quid" there means GBP.'],
    ['C$12', 'USD', '"c$" there means CAD.'],
    ['5 m', 'people', 'does not say 12 people.'],
  ])('says of "%s" in %s which word is in the way', (printed, unit, message) => {
    const report = { value: '12' as Decimal, qualifier: 'exact', markers: [] } as const;
    expect(held({ ...report, printed, unit })).toThrow(message);
  });
});
