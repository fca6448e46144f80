import { describe, expect, it } from '@jest/globals';
import type { Decimal } from '@ledger/kernel';
import { type PrintedValue, QUALIFIERS } from './print.js';
import { ownNounsOf } from '../figure/own-nouns.js';
import { refuseDisagreeingPrint } from './refuse-disagreeing-print.js';
import { recordedCrime } from '../testing/examples.js';
import { printsOf } from '../testing/prints.js';

/** Printed text, then value, unit, qualifier and markers of a report that says the same. */
const AGREE = `
  5 or fewer | 5 offences at-most
  not more than 5 | 5 offences at-most
  upwards of 300 | 300 offences at-least
  a further 300 | 300 offences exact
  a total of 300 | 300 offences exact
  >5 | 5 offences at-least
  nearly 15,000 | 15000 offences approximately
  <0.1% | 0.1 percent at-most
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
  50p | 0.5 GBP exact
  minus 5 to 7 | -5 percent exact
  no change | 0 percent exact
  minus 12 | -12 offences exact
  about a third | 33.3 percent approximately
  more than half | 50 percent at-least
  over two-thirds | 66.7 percent at-least
  nearly half | 50 percent approximately
  ≈12 | 12 offences approximately
  12 or above | 12 offences at-least
  12 and over | 12 offences at-least
  12 or under | 12 offences at-most
  max. 12 | 12 offences at-most
  maximum 12 | 12 offences at-most
  minimum 12 | 12 offences at-least
  min. 12 | 12 offences at-least
  £12m+ | 12000000 GBP at-least
  12% or more | 12 percent at-least
  at least £12 | 12 GBP at-least
  approaching 12 | 12 offences approximately
  12-plus | 12 offences at-least
  12-odd | 12 offences approximately
  north of 12 | 12 offences at-least
  > 5% | 5 percent at-least
  ≤ 5 | 5 offences at-most
  <£5m | 5000000 GBP at-most
  £<5m | 5000000 GBP at-most
  at least 1 in 8 | 12.5 percent at-least
  around 1 in 8 | 12.5 percent approximately
  more than doubled | 100 percent at-least
  almost doubled | 100 percent approximately
  nearly tripled | 200 percent approximately
  just under half | 50 percent at-most
  not quite half | 50 percent at-most
  as many as 300 | 300 offences at-most
  as few as 3 | 3 offences at-least
  300 at most | 300 offences at-most
  300 or less | 300 offences at-most
  300 plus | 300 offences at-least
  c300 | 300 offences approximately
  c.£300 | 300 GBP approximately
  ca 300 | 300 offences approximately
  approx. £300k | 300000 GBP approximately
  300 (approx.) | 300 offences approximately
  5 m² | 5 square-metres exact
  5 km² | 5 square-kilometres exact
  13.6 (12.1 to 15.0) | 13.6 percent at-most
  3.4×10⁻² | 0.034 percent exact
  <5 | 5 gbp-million at-most
  12.3 (per 1,000) | 12.3 per-1000-population exact
  12.3 (per 1,000 population) | 12.3 per-1000-population exact
  5 tonnes CO2e | 5 tonnes-co2e exact
`;

/** As above, for reports that their own print contradicts. */
const DISAGREE = `
  >=5 | 5 offences at-most
  more than 300 | 300 offences exact
  5+ | 5 offences exact
  nearly 15,000 | 15000 offences exact
  <5 | 5 offences exact
  at least 300 | 300 offences at-most
  ~300 | 300 offences exact
  circa 300 | 300 offences exact
  300 or more | 300 offences exact
  just under 300 | 300 offences at-least
  10 to 12 | 10 offences at-most
  10 to 12 | 12 offences at-least
  about a third | 33.3 percent exact
  more than half | 50 percent exact
  £12m+ | 12000000 GBP exact
  as few as 12 | 12 offences exact
  more than 300 | 300 offences approximately
  about 300 | 300 offences at-least
  up to 300 | 300 offences exact
  fewer than 5 | 5 offences exact
  less than 5% | 5 percent at-least
  under 5 | 5 offences at-least
  >5 | 5 offences at-most
  >5 | 5 offences approximately
  <5 | 5 offences at-least
  at least 1 in 8 | 12.5 percent exact
  more than doubled | 100 percent exact
  no more than 3 | 3 offences exact
  £12p | 12 GBP exact
  5 m² | 5 metres exact
  <5 | 5 gbp-million exact
  no 12 | 12 offences exact
  £12.50p | 12.5 GBP exact
  £12.50p | 0.125 GBP exact
  exactly 300 | 300 offences approximately
  12.3 (per 1,000) | 12.3 offences exact
  ≈ 300 | 300 offences exact
  well over 300 | 300 offences at-most
  not more than 5 | 5 offences at-least
  not less than 5 | 5 offences at-most
  upwards of 300 | 300 offences exact
  5 or fewer | 5 offences exact
  5 or more | 5 offences at-most
  5 ktCO2e | 5 tonnes-co2e exact
`;

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

  it('takes no letter of the title for a noun: "12 c" of class C drugs has a marker', () => {
    const measure = { ...recordedCrime, title: 'Seizures of class C drugs' };
    const context = { isOwnNoun: ownNounsOf(measure, { grade: 'c' }) };
    const print: PrintedValue = {
      ...{ printed: '12 c', value: '12' as Decimal, unit: 'offences' },
      ...{ qualifier: 'exact', markers: [] },
    };
    expect(() => refuseDisagreeingPrint(print, context)).toThrow('"c" is not known');
  });

  it.each([
    [
      '12 widgets',
      'offences',
      '"widgets" is not known: behind a number may stand a scale (pair',
    ],
    ['12 widgets', 'offences', 'crore'],
    ['12 widgets', 'offences', 'a unit (as "offence")'],
    ['£16 to £17 million', 'GBP', 'It says 16000000 GBP or 17000000 GBP.'],
    ['12 quid', 'offences', '"quid" there means GBP.'],
    ['C$12', 'USD', '"c$" there means CAD.'],
    ['5 m', 'people', 'does not say 12 people.'],
  ])('says of "%s" in %s which word is in the way', (printed, unit, message) => {
    const report = { value: '12' as Decimal, qualifier: 'exact', markers: [] } as const;
    expect(held({ ...report, printed, unit })).toThrow(message);
  });
});
