import { describe, expect, it } from '@jest/globals';
import { refuseDisagreeingPrint } from './refuse-disagreeing-print.js';
import { printsOf } from '../testing/prints.js';

/** Printed text, then value, unit, qualifier and markers of a report that says the same. */
const AGREE = `
  £(1.2)m | -1200000 GBP exact
  £12 per head | 12 GBP exact
  £k 12 | 12000 GBP exact
  £m 1.2 | 1200000 GBP exact
  £000 1,234 | 1234000 GBP exact
  £16-£17 million | 17000000 GBP exact
  12 € | 12 EUR exact
  €16 to €17 million | 16000000 EUR exact
  US$5 | 5 USD exact
  ¥1.2trn | 1200000000000 JPY exact
  ¥1.2 trn | 1200000000000 JPY exact
  CHF 12 | 12 CHF exact
  CHF 1'234 | 1234 CHF exact
  Fr. 12 | 12 CHF exact
  CA$12 | 12 CAD exact
  C$12 | 12 CAD exact
  ₹12 | 12 INR exact
  ₹1.5 crore | 15000000 INR exact
  — | 0 GBP exact
  £12 per head | 12 GBP-per-head exact
  £12 per person | 12 GBP exact
  £12 per capita | 12 GBP exact
  £12 per household | 12 GBP exact
  £3½m | 3500000 GBP exact
  (£1.2m) | -1200000 GBP exact
  (1,234) | -1234 GBP exact
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
  12 grand | 12000 GBP exact
  £12 grand | 12000 GBP exact
  1.2 trn | 1200000000000 USD exact
  1.2 tn | 1200000000000 USD exact
  ₹1,23,456 | 123456 INR exact
  5 pounds | 5 GBP exact
  £1.2-£1.5bn | 1200000000 GBP exact
  £1.2-1.5bn | 1500000000 GBP exact
  £1.2bn to £1.5bn | 1500000000 GBP exact
  £900k-£1.1m | 900000 GBP exact
  £16m to £17m | 16000000 GBP exact
  16 to 17 million pounds | 16000000 GBP exact
  £'000 1,234 | 1234000 GBP exact
  $bn 1.2 | 1200000000 USD exact
  € million 12 | 12000000 EUR exact
  GBP 12m | 12000000 GBP exact
  12m GBP | 12000000 GBP exact
  Rs 12 | 12 INR exact
  Rs. 1.5 lakh | 150000 INR exact
  CHF 1.2m | 1200000 CHF exact
  −£12m | -12000000 GBP exact
  £−12m | -12000000 GBP exact
  £1.2m - £1.5m | 1500000 GBP exact
  £1.2 million–£1.5 million | 1200000 GBP exact
  £1.2–1.5 million | 1200000 GBP exact
  €10–12 bn | 10000000000 EUR exact
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
  £12 per hour | 12 GBP-per-hour exact
  £12 a head | 12 GBP exact
  £12 a week | 12 GBP exact
  £12 each | 12 GBP exact
  £12/head | 12 GBP exact
  £1.2m (£1.1m to £1.3m) | 1200000 GBP exact
  £1.2m-£1.5m | 1200000 GBP exact
  £16 to £17 million | 17000000 GBP exact
  £16m to £17 million | 16000000 GBP exact
  between £16 and £17 million | 16000000 GBP exact
  $16-$17 million | 16000000 USD exact
  2.5 Mrd | 2500000000 EUR exact
  2.5 milliard | 2500000000 EUR exact
  3 lakh crore | 3000000000000 INR exact
  1.2 quadrillion | 1200000000000000 USD exact
  12 K£ | 12000 GBP exact
  12 k€ | 12000 EUR exact
  €12k | 12000 EUR exact
  M€ 12 | 12000000 EUR exact
  €m 12 | 12000000 EUR exact
  EUR 12 million | 12000000 EUR exact
  EUR m 12 | 12000000 EUR exact
  12 EUR million | 12000000 EUR exact
  USD 1.2bn | 1200000000 USD exact
  12 million US dollars | 12000000 USD exact
  12 US dollars | 12 USD exact
  12 pounds sterling | 12 GBP exact
  £12 per 1,000 people | 12 GBP-per-1000-population exact
  £12 per tonne | 12 GBP-per-tonne exact
  £12/tonne | 12 GBP-per-tonne exact
  £13.6m ± £1.2m | 13600000 GBP exact
  £1½m | 1500000 GBP exact
  (1.2)m | -1200000 GBP exact
  £(1.2) | -1.2 GBP exact
  £(1.2) million | -1200000 GBP exact
  $(1,234) | -1234 USD exact
  (7,107) | -7107 usd-million exact
  £1.2m | 1.2 gbp-million exact
  £1.2bn | 1200 gbp-million exact
  £16-£17 million | 16 gbp-million exact
  7-8 | 8 usd-million exact
  £12 pounds | 12 GBP exact
  £12 pounds | 1200 gbp-pence exact
  £12m pounds | 12000000 GBP exact
  £12 million pounds | 12000000 GBP exact
  $12 dollars | 12 USD exact
  12 €m | 12000000 EUR exact
  12 £bn | 12000000000 GBP exact
  CHF 12.– | 12 CHF exact
  ₹2 cr | 20000000 INR exact
  $1.2T | 1200000000000 USD exact
  £½m | 500000 GBP exact
  £12 p.a. | 12 GBP exact
  £12 a year | 12 GBP exact
  £12 per annum | 12 GBP exact
  £1.2m per year | 1200000 GBP exact
  $16 to $17 billion | 16000000000 USD exact
  £16 or £17 million | 16000000 GBP exact
  £16,000 to £17,000 | 16000 GBP exact
  5 000 € | 5000 EUR exact
  € 5 000 | 5000 EUR exact
  EUR5m | 5000000 EUR exact
  £ 5m | 5000000 GBP exact
  £5 m | 5000000 GBP exact
  £5M | 5000000 GBP exact
  £5 mil | 5000000 GBP exact
  £5 thousand | 5000 GBP exact
  £5 hundred | 500 GBP exact
  five million pounds | 5000000 GBP exact
  5 pounds and 50 pence | 5.5 GBP exact
  50 pence | 0.5 GBP exact
  50¢ | 0.5 USD exact
  50 cents | 0.5 USD exact
  ฿5 | 5 THB exact
  ₦5m | 5000000 NGN exact
  5 dirhams | 5 AED exact
  5 rand | 5 ZAR exact
  5 won | 5 KRW exact
  5 yuan | 5 CNY exact
  5 rubles | 5 RUB exact
  Rs 5 lakh | 500000 PKR exact
  5 trillion | 5000000000000 USD exact
`;

/** As above, for reports that their own print contradicts. */
const DISAGREE = `
  £16 to £17 million | 16 GBP exact
  £16-£17 million | 16 GBP exact
  £16-£17m | 16 GBP exact
  between £16 and £17 million | 16 GBP exact
  £1.2-£1.5bn | 1.2 GBP exact
  £(1.2)m | 1200000 GBP exact
  €16 to €17 million | 16 EUR exact
  C$12 | 12 USD exact
  c$12 | 12 USD exact
  5 rupees | 5 SEK exact
  5 francs | 5 SEK exact
  5 yen | 5 SEK exact
  ¥1.2trn | 1.2 JPY exact
  £12 per head | 1200 GBP exact
  £(1.2)m | 1.2 GBP exact
  (1,234) | 1234 GBP exact
  A$12 | 12 USD exact
  HK$12 | 12 USD exact
  12 € | 12 GBP exact
  €12 | 12 GBP exact
  12 grand | 12 GBP exact
  50 pence | 50 GBP exact
  £m 1.2 | 1.2 GBP exact
  £000 1,234 | 1234 GBP exact
  12 USD | 12 GBP exact
  £12 | 12 USD exact
  Fr. 12 | 12 SEK exact
  CN¥12 | 12 JPY exact
  R$12 | 12 USD exact
  S$12 | 12 USD exact
  USD 12 | 12 CAD exact
  $12 | 12 GBP exact
  £12 per 1000 people | 12 GBP exact
  £1.2m (£1.1m–£1.3m) | 1100000 GBP exact
  5 kronor | 5 NOK exact
  5 bitcoins | 5 USD exact
  £1.2m-£1.5m | 1.2 GBP exact
  £16 to £17 million | 17 GBP exact
  1.2 quadrillion | 1.2 USD exact
  12 Canadian dollars | 12 USD exact
  12 bucks | 12 USD exact
  £12 per tonne | 12 GBP exact
  (£5) | 5 GBP exact
  (7,107) | 7107 usd-million exact
  £1.2bn | 1.2 gbp-million exact
  £12 pence | 0.12 GBP exact
  12 €m | 12 EUR exact
  £2 cr | 20000000 GBP exact
  $1.2T | 1.2 USD exact
  $16 to $17 billion | 16 USD exact
  5.000 € | 5000 EUR exact
  £5MM | 5000000 GBP exact
  five pounds fifty | 5.5 GBP exact
  £5 and 50 pence | 5.5 GBP exact
  ¥5万 | 5 JPY exact
  ₤5 | 5 GBP exact
`;

describe('An amount of money held against its print', () => {
  it.each(printsOf(AGREE))('is taken: %s', (_, print) => {
    expect(() => refuseDisagreeingPrint(print, {})).not.toThrow();
  });

  it.each(printsOf(DISAGREE))('is refused: %s', (_, print) => {
    expect(() => refuseDisagreeingPrint(print, {})).toThrow(/The printed text/);
  });
});
