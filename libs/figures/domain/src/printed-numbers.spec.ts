import { describe, expect, it } from '@jest/globals';
import { refuseDisagreeingPrint } from './print-agreement.js';
import { printsOf } from './testing/prints.js';

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
  – | 0 offences exact
  — | 0 GBP exact
  12 [1, 2] | 12 offences exact
  12 (1) | 12 offences exact
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
  12[1][2] | 12 offences exact
  14 773 | 14773 offences exact
  14,773.0 | 14773 offences exact
  14'773 | 14773 offences exact
  1.2E6 | 1200000 offences exact
  12e-1 | 1.2 percent exact
  negative 12 | -12 offences exact
  −£12m | -12000000 GBP exact
  £−12m | -12000000 GBP exact
  12 per cent lower | -12 percent exact
  a fall of 12% | -12 percent exact
  fell 12% | -12 percent exact
  rose 12% | 12 percent exact
  one and a half million | 1500000 people exact
  a million | 1000000 people exact
  a million and a half | 1500000 people exact
  two and a quarter million | 2250000 people exact
  a dozen | 12 people exact
  1-in-5 | 20 percent exact
  one-in-five | 20 percent exact
  three in every hundred | 3 percent exact
  two fifths | 40 percent exact
  one-third | 33.3 percent exact
  7/8 | 87.5 percent exact
  5 1/2 | 5.5 percent exact
  £1.2m - £1.5m | 1500000 GBP exact
  £1.2 million–£1.5 million | 1200000 GBP exact
  £1.2–1.5 million | 1200000 GBP exact
  16 or 17 | 16 offences exact
  10% – 12% | 10 percent exact
  10 to 12 per cent | 10 percent exact
  -10 to -5% | -10 percent exact
  +1 to +3 | 1 percent exact
  10-12k | 10000 people exact
  €10–12 bn | 10000000000 EUR exact
  1,000–1,500 | 1500 people exact
  2-3 times | 2 times exact
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
  £12.50 | 12.50 GBP exact
  1.2 billion dollars | 1200000000 USD exact
  12 thousand pounds | 12000 GBP exact
  €1.2 mrd | 1200000000 EUR exact
  12 Mio. € | 12000000 EUR exact
  CHF 1.2 Mio. | 1200000 CHF exact
  SFr. 12 | 12 CHF exact
  Fr. 1'234.50 | 1234.50 CHF exact
  ¥12,345 | 12345 CNY exact
  12円 | 12 JPY exact
  RMB 12 | 12 CNY exact
  12 zł | 12 PLN exact
  R12 | 12 ZAR exact
  R$12 | 12 BRL exact
  12 dollars | 12 CAD exact
  US $12 | 12 USD exact
  U.S. $12 | 12 USD exact
  USD12m | 12000000 USD exact
  12USD | 12 USD exact
  12.3 per 1,000 residents | 12.3 per-1000-population exact
  12.3 per thousand population | 12.3 per-1000-population exact
  12.3 per hundred thousand | 12.3 per-100000-population exact
  12.3/1,000 | 12.3 per-1000-population exact
  12.3 per 1k people | 12.3 per-1000-population exact
  £12 per hour | 12 GBP-per-hour exact
  60 mph | 60 miles-per-hour exact
  60 km/h | 60 kilometres-per-hour exact
  £12 a head | 12 GBP exact
  £12 a week | 12 GBP exact
  £12 each | 12 GBP exact
  £12/head | 12 GBP exact
  12 per head | 12 offences exact
  101.4 (Q1 2015=100) | 101.4 index exact
  101.4 [2015=100] | 101.4 index exact
  101.4, 2015=100 | 101.4 index exact
  13.6 (12.1–15.0, 95% CI) | 13.6 percent exact
  13.6 (95% CI 12.1, 15.0) | 13.6 percent exact
  13.6 [95% CI: 12.1 to 15.0] | 13.6 percent exact
  13.6%, 95% CI 12.1% to 15.0% | 13.6 percent exact
  13.6 (CI 12.1–15.0) | 13.6 percent exact
  13.6±1.2% | 13.6 percent exact
  13.6 (s.e. 0.6) | 13.6 percent exact
  13.6 (SE = 0.6) | 13.6 percent exact
  14,773 (14,000 to 15,500) | 14773 offences exact
  £1.2m (£1.1m to £1.3m) | 1200000 GBP exact
  18.5 FTEs | 18.5 fte exact
  18.5fte | 18.5 fte exact
  12.5 PER CENT | 12.5 percent exact
  12½ per cent | 12.5 percent exact
  2.1 pts | 2.1 percentage-points exact
  2.1 p.p. | 2.1 percentage-points exact
  12 out of 16 | 75 percent exact
  12 of 16 | 75 percent exact
  5 cwt | 254.0117272 kilograms exact
  12:30 | 12.5 hours exact
  3/4 | 75 percent exact
  12x | 12 times exact
  trebled | 200 percent exact
  once | 1 offences exact
`;

/** As above, of reports that their own print belies. */
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
  - | 5 offences exact
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
  12 c | 12 offences exact
  14.773 | 14773 offences exact
  1.2e6 | 1200001 offences exact
  a fall of 12% | 12 percent exact
  fell by 12% | 12 percent exact
  dozens | 12 people exact
  hundreds | 100 people exact
  thousands | 1000 people exact
  a handful | 5 people exact
  several | 7 people exact
  a few | 3 people exact
  -10 to -5% | 10 percent exact
  -10 to -5% | 5 percent exact
  +1 to +3 | -1 percent exact
  10-12k | 10 people exact
  12-10 | 12 offences exact
  5 working days | 5 days exact
  5m | 5 months exact
  CN¥12 | 12 JPY exact
  R$12 | 12 USD exact
  S$12 | 12 USD exact
  USD 12 | 12 CAD exact
  $12 | 12 GBP exact
  60 mph | 60 kilometres-per-hour exact
  £12 per 1000 people | 12 GBP exact
  12 per 100 people | 12 percent exact
  12.3 per 1,000 hours | 12.3 per-1000-population exact
  12.3 per 1,000 | 12.3 percent exact
  101.4 (2015=100) | 100 index exact
  £1.2m (£1.1m–£1.3m) | 1100000 GBP exact
  12 of 16 | 12 offences exact
  1 in 8 | 0.125 offences exact
  5 gallons | 5 litres exact
  5 cups | 5 litres exact
  5 knots | 5 miles exact
  5 kronor | 5 NOK exact
  5 bitcoins | 5 USD exact
  Jan 2024 | 2024 offences exact
  5 March | 5 offences exact
  12:30 | 12 offences exact
  7pm | 7 hours exact
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
`;

describe('The number of a report held against its print', () => {
  it.each(printsOf(AGREE))('is taken: %s', (_, print) => {
    expect(() => refuseDisagreeingPrint(print, {})).not.toThrow();
  });

  it.each(printsOf(DISAGREE))('is refused: %s', (_, print) => {
    expect(() => refuseDisagreeingPrint(print, {})).toThrow(/The printed text/);
  });
});
