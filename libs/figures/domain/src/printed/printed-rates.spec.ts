import { describe, expect, it } from '@jest/globals';
import { refuseDisagreeingPrint } from './refuse-disagreeing-print.js';
import { printsOf } from '../testing/prints.js';

/** Printed text, then value, unit, qualifier and markers of a report that says the same. */
const AGREE = `
  12.3 per 1,000 | 12.3 per-1000-population exact
  12.3 per 1000 | 12.3 per-1000-population exact
  12.3 per thousand | 12.3 per-1000-population exact
  12.3‰ | 12.3 per-1000-population exact
  12.3 per 1,000 people | 12.3 per-1000-population exact
  12.3 per 100,000 | 12.3 per-100000-population exact
  101.4 (2015=100) | 101.4 index exact
  12.3 per 1000 population | 12.3 per-1000-population exact
  12.3 per 1,000 population | 1230 per-100000-population exact
  12.3 per 100,000 population | 12.3 per-100000-population exact
  12.3 per 100k | 12.3 per-100000-population exact
  1.2 per million people | 1.2 per-1000000-population exact
  12.3 offences per 1,000 people | 12.3 offences-per-1000-population exact
  12.3 per 10,000 | 12.3 per-10000-population exact
  101.4 (2015 = 100) | 101.4 index exact
  101.4 (2015=100) | 101.4 index-2015 exact
  12.3 per 1,000 residents | 12.3 per-1000-population exact
  12.3 per thousand population | 12.3 per-1000-population exact
  12.3 per hundred thousand | 12.3 per-100000-population exact
  12.3/1,000 | 12.3 per-1000-population exact
  12.3 per 1k people | 12.3 per-1000-population exact
  60 mph | 60 miles-per-hour exact
  60 km/h | 60 kilometres-per-hour exact
  12 per head | 12 offences exact
  101.4 (Q1 2015=100) | 101.4 index exact
  101.4 [2015=100] | 101.4 index exact
  101.4, 2015=100 | 101.4 index exact
  12.3 per 1 000 population | 12.3 per-1000-population exact
  12.3 per 1000 inhabitants | 12.3 per-1000-population exact
  12.3 per ten thousand | 12.3 per-10000-population exact
  12.3 crimes per 1,000 population | 12.3 crimes-per-1000-population exact
  101.4 (1995 = 100) | 101.4 index exact
  101.4 (base 2015=100) | 101.4 index exact
  101.4 (2015/16=100) | 101.4 index exact
  101.4 points | 101.4 index exact
  12.3 per 1,000 of population | 12.3 per-1000-population exact
  12.3 per 1,000 of the population | 12.3 per-1000-population exact
  12.3 per 1,000 pop. | 12.3 per-1000-population exact
  9.1 per 1,000 live births | 9.1 per-1000-live-births exact
`;

/** As above, of reports that their own print belies. */
const DISAGREE = `
  12.3 per 1,000 population | 12.3 per-100000-population exact
  12.3 per 100,000 | 12.3 per-1000-population exact
  12.3 per 1,000 | 12.3 offences exact
  12.3 per 1,000 births | 12.3 per-1000-population exact
  101.4 (2015=100) | 2015 index exact
  101.4 (2010=100) | 101.4 index-2015 exact
  101.4 (2015=100) | 101.4 offences exact
  60 mph | 60 kilometres-per-hour exact
  12.3 per 1,000 hours | 12.3 per-1000-population exact
  101.4 (2015=100) | 100 index exact
  12.3 deaths per 100,000 | 12.3 per-100000-population exact
  12.3 crimes per 1,000 population | 12.3 offences-per-1000-population exact
  12.3‰ | 12.3 per-100000-population exact
  12.3 per cent | 12.3 per-1000-population exact
  12.3% | 12.3 per-1000-population exact
  12 per day | 12 offences exact
  101.4 (2015=100) | 1.014 index exact
  101.4% | 101.4 index exact
  9.1 per 1,000 births | 9.1 per-1000-live-births exact
`;

describe('The rate or index of a report held against its print', () => {
  it.each(printsOf(AGREE))('is taken: %s', (_, print) => {
    expect(() => refuseDisagreeingPrint(print, {})).not.toThrow();
  });

  it.each(printsOf(DISAGREE))('is refused: %s', (_, print) => {
    expect(() => refuseDisagreeingPrint(print, {})).toThrow(/The printed text/);
  });
});
