import { describe, expect, it } from '@jest/globals';
import { refuseDisagreeingPrint } from './refuse-disagreeing-print.js';
import { printsOf } from '../testing/prints.js';

/** Printed text, then value, unit, qualifier and markers of a report that says the same. */
const AGREE = `
  5 ml | 0.005 litres exact
  5 miles | 8046.72 metres exact
  5 cwt | 254.0117272 kilograms exact
  5m³ | 5 cubic-metres exact
  5°C | 5 degrees-celsius exact
  5 kWh | 5 kilowatt-hours exact
  5 GWh | 5000 megawatt-hours exact
  5 kg | 5 kilograms exact
  5 kg | 5000 grams exact
  5 t | 5 tonnes exact
  5 hectares | 5 hectares exact
  5 ft | 1.524 metres exact
  5 sq km | 5 square-kilometres exact
  5 sq. m | 5 square-metres exact
  5 cubic metres | 5000 litres exact
  5 litres | 5 litres exact
  5 l | 5 litres exact
  5 nautical miles | 9260 metres exact
  5 inches | 12.7 centimetres exact
  3 m | 3 metres exact
  0.5 s | 500 milliseconds exact
`;

/** As above, of reports that their own print belies. */
const DISAGREE = `
  5 nautical miles | 5 miles exact
  5 ml | 5 litres exact
  5 pints | 5 litres exact
  5 km | 5 miles exact
  5 lb | 5 kilograms exact
  5 tons | 5 tonnes exact
  5 pounds | 5 kilograms exact
  5 MWh | 5 kilowatt-hours exact
  5 gallons | 5 litres exact
  5 cups | 5 litres exact
  5 knots | 5 miles exact
  5 degrees | 5 degrees-celsius exact
  5 °F | 5 degrees-celsius exact
  5 oz | 5 grams exact
  5 stone | 5 kilograms exact
  5 acres | 5 hectares exact
  5 yards | 5 metres exact
  5 feet | 5 metres exact
  5 MB | 5 gigabytes exact
  5 tonnes | 5 tonnes-co2e exact
  5cl | 5 litres exact
  5″ | 5 feet exact
`;

describe('The quantity of a report held against its print', () => {
  it.each(printsOf(AGREE))('is taken: %s', (_, print) => {
    expect(() => refuseDisagreeingPrint(print, {})).not.toThrow();
  });

  it.each(printsOf(DISAGREE))('is refused: %s', (_, print) => {
    expect(() => refuseDisagreeingPrint(print, {})).toThrow(/The printed text/);
  });
});
