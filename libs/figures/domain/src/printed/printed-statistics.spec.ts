import { describe, expect, it } from '@jest/globals';
import { refuseDisagreeingPrint } from './refuse-disagreeing-print.js';
import { printsOf } from '../testing/prints.js';

/** Printed text, then value, unit, qualifier and markers of a report that says the same. */
const AGREE = `
  1.2 per million | 1.2 per-million-population exact
  1.2 per million people | 1.2 per-million-population exact
  1,200 per billion | 1.2 per-million-population exact
  1.2 per 1,000 | 1.2 per-thousand-population exact
  1.2 per 100,000 | 1.2 per-hundred-thousand-population exact
  1.2 offences per million | 1.2 offences-per-million-population exact
  1.2 per million vehicle km | 1.2 per-million-vehicle-km exact
  12.3 per million | 12.3 per-million exact
  900,000 to 1.1 million | 900000 people exact
  900,000 to 1.1 million people | 1100000 people exact
  1.2m hours | 1200000 hours exact
  4.2 tonnes CO2e | 4.2 tonnes-co2e exact
  4.2 tCO₂e | 4.2 tonnes-co2e exact
  412 MtCO2e | 412000000 tonnes-co2e exact
  412 Mt CO2 equivalent | 412 megatonnes-co2e exact
  12 µg/m³ | 12 micrograms-per-cubic-metre exact
  12 μg/m3 | 12 micrograms-per-cubic-metre exact
  0.25 %-points | 0.25 percentage-points exact
  0.25 % pts | 0.25 percentage-points exact
  101.4 (2015=100.0) | 101.4 index exact
  £12.5m² | 12500000 GBP exact
  12 [note 1, note 2] | 12 offences exact
  12 (see note 1) | 12 offences exact
  1.2m miles | 1200000 miles exact
  1.2m | 1200000 miles exact
  1.2m | 0.02 hours exact
  5m | 300 seconds exact
  500 ns | 0.0000005 seconds exact
`;

/** As above, for reports that their own print contradicts. */
const DISAGREE = `
  900,000 to 1.1 million | 900000000000 people exact
  900 to 1.1 million | 900 people exact
  1.2 per million | 0.0000012 per-million-population exact
  1.2 per million people | 0.0000012 per-million-population exact
  1.2 per 1,000 | 0.0012 per-thousand-population exact
  1.2m hours | 0.02 hours exact
  1.2 Mt | 1.2 tonnes exact
  412 MtCO2e | 412 tonnes-co2e exact
  4.2 tonnes CO2 | 4.2 tonnes-co2e exact
  5m² | 5 metres exact
  500 ns | 500 seconds exact
  5m | 5000000 seconds exact
`;

describe('A number as statistical releases print it', () => {
  it.each(printsOf(AGREE))('is taken: %s', (_, print) => {
    expect(() => refuseDisagreeingPrint(print, {})).not.toThrow();
  });

  it.each(printsOf(DISAGREE))('is refused: %s', (_, print) => {
    expect(() => refuseDisagreeingPrint(print, {})).toThrow(/The printed text/);
  });
});
