import { pluralOf } from '../text/noun-number.js';

/** One unit as the table lists it: its name, what one of it is, and how it is printed. */
interface ListedUnit {
  /** The unit's name in measures and reports: kebab-case, in the plural where it has one. */
  readonly name: string;
  /** How many of the dimension's own unit one of it is: a decimal, exactly. */
  readonly factor: string;
  /** Words and signs behind a number that mean it: lower case, singular; symbols as they are. */
  readonly nouns: readonly string[];
}

/** What can be measured in units that convert into each other. */
export interface ListedDimension {
  readonly dimension: string;
  readonly units: readonly ListedUnit[];
}

type Row = readonly [name: string, factor: string, nouns: string];

const dimension = (name: string, ...rows: readonly Row[]): ListedDimension => ({
  dimension: name,
  units: rows.map(([unit, factor, nouns]) => ({ name: unit, factor, nouns: nouns.split('|') })),
});

const MASS: readonly Row[] = [
  ['grams', '1', 'gram|gramme|g'],
  ['kilograms', '1000', 'kilogram|kilogramme|kilo|kg'],
  ['tonnes', '1000000', 'tonne|metric ton|t'],
  ['kilotonnes', '1000000000', 'kilotonne|kt'],
  ['megatonnes', '1000000000000', 'megatonne'],
];

/** Mass of one gas: a tonne of it is no tonne of another, and Mt are no metric tons there. */
const emitted = (gas: string, ...words: readonly string[]): ListedDimension =>
  dimension(
    `mass-${gas}`,
    ...MASS.map(([name, factor, nouns]): Row => {
      const of = (noun: string) =>
        words.flatMap((word) => [
          `${noun} ${word}`,
          `${noun}${word}`,
          `${pluralOf(noun)} ${word}`,
          `${noun} of ${word}`,
        ]);
      const printed = name === 'megatonnes' ? `${nouns}|mt` : nouns;
      return [`${name}-${gas}`, factor, printed.split('|').flatMap(of).join('|')];
    }),
  );

/**
 * The units that are known beside money, rates and counts; the first of each dimension with the
 * factor 1 is the dimension's own. Factors are exact by definition of the units; what is not
 * exact, as a year in days, is another dimension.
 *
 * Time falls in two: how many seconds a month has depends on the month. A share of something and
 * a difference of two shares are two dimensions, though writers put `%` behind both.
 */
export const DIMENSIONS: readonly ListedDimension[] = [
  dimension(
    'time',
    ['seconds', '1', 'second|sec|s'],
    ['milliseconds', '0.001', 'millisecond|msec|ms'],
    ['microseconds', '0.000001', 'microsecond|µs|μs'],
    ['nanoseconds', '0.000000001', 'nanosecond|ns'],
    ['minutes', '60', 'minute|min|m'],
    ['hours', '3600', 'hour|hr|h'],
    ['days', '86400', 'day|d'],
    ['weeks', '604800', 'week|wk'],
    ['fortnights', '1209600', 'fortnight'],
  ),
  dimension(
    'calendar-time',
    ['months', '1', 'month|mth'],
    ['quarters', '3', 'quarter|qtr'],
    ['years', '12', 'year|yr'],
    ['decades', '120', 'decade'],
    ['centuries', '1200', 'century'],
  ),
  dimension(
    'mass',
    ...MASS,
    ['micrograms', '0.000001', 'microgram|microgramme|µg|μg|mcg'],
    ['milligrams', '0.001', 'milligram|milligramme|mg'],
    ['ounces', '28.349523125', 'ounce|oz'],
    ['pounds-mass', '453.59237', 'pound|lb'],
    ['stones', '6350.29318', 'stone|st'],
    ['hundredweights', '50802.34544', 'hundredweight|cwt'],
    ['long-tons', '1016046.9088', 'long ton|imperial ton'],
    ['short-tons', '907184.74', 'short ton'],
  ),
  emitted('co2e', 'co2e', 'co2 equivalent', 'carbon dioxide equivalent'),
  emitted('co2', 'co2', 'carbon dioxide'),
  dimension(
    'length',
    ['metres', '1', 'metre|meter|m'],
    ['millimetres', '0.001', 'millimetre|millimeter|mm'],
    ['centimetres', '0.01', 'centimetre|centimeter|cm'],
    ['kilometres', '1000', 'kilometre|kilometer|km'],
    ['inches', '0.0254', 'inch|in|″'],
    ['feet', '0.3048', 'foot|ft'],
    ['yards', '0.9144', 'yard|yd'],
    ['miles', '1609.344', 'mile|mi'],
    ['nautical-miles', '1852', 'nautical mile|nmi'],
  ),
  dimension(
    'area',
    ['square-metres', '1', 'square metre|square meter|sq m|sqm|m²|m2'],
    ['hectares', '10000', 'hectare|ha'],
    ['square-kilometres', '1000000', 'square kilometre|square kilometer|sq km|km²|km2'],
    ['acres', '4046.8564224', 'acre|ac'],
    ['square-feet', '0.09290304', 'square foot|sq ft|ft²'],
    ['square-yards', '0.83612736', 'square yard|sq yd'],
    ['square-miles', '2589988.110336', 'square mile|sq mi'],
  ),
  dimension(
    'volume',
    ['litres', '1', 'litre|liter|l'],
    ['millilitres', '0.001', 'millilitre|milliliter|ml'],
    ['centilitres', '0.01', 'centilitre|centiliter|cl'],
    ['megalitres', '1000000', 'megalitre|megaliter'],
    ['cubic-metres', '1000', 'cubic metre|cubic meter|cu m|m³|m3'],
    ['pints', '0.56826125', 'pint|imperial pint|pt'],
    ['us-pints', '0.473176473', 'us pint'],
    ['gallons', '4.54609', 'gallon|imperial gallon|gal'],
    ['us-gallons', '3.785411784', 'us gallon'],
    ['oil-barrels', '158.987294928', 'oil barrel|barrel of oil|bbl'],
  ),
  dimension(
    'energy',
    ['joules', '1', 'joule|j'],
    ['kilojoules', '1000', 'kilojoule|kj'],
    ['megajoules', '1000000', 'megajoule|mj'],
    ['gigajoules', '1000000000', 'gigajoule|gj'],
    ['terajoules', '1000000000000', 'terajoule|tj'],
    ['petajoules', '1000000000000000', 'petajoule|pj'],
    ['watt-hours', '3600', 'watt hour|wh'],
    ['kilowatt-hours', '3600000', 'kilowatt hour|kwh'],
    ['megawatt-hours', '3600000000', 'megawatt hour|mwh'],
    ['gigawatt-hours', '3600000000000', 'gigawatt hour|gwh'],
    ['terawatt-hours', '3600000000000000', 'terawatt hour|twh'],
    ['tonnes-of-oil-equivalent', '41868000000', 'tonne of oil equivalent|toe'],
    [
      'million-tonnes-of-oil-equivalent',
      '41868000000000000',
      'million tonnes of oil equivalent|mtoe',
    ],
  ),
  dimension(
    'power',
    ['watts', '1', 'watt|w'],
    ['kilowatts', '1000', 'kilowatt|kw'],
    ['megawatts', '1000000', 'megawatt|mw'],
    ['gigawatts', '1000000000', 'gigawatt|gw'],
    ['terawatts', '1000000000000', 'terawatt|tw'],
  ),
  dimension(
    'data',
    ['bytes', '1', 'byte'],
    ['kilobytes', '1000', 'kilobyte|kb'],
    ['megabytes', '1000000', 'megabyte|mb'],
    ['gigabytes', '1000000000', 'gigabyte|gb'],
    ['terabytes', '1000000000000', 'terabyte|tb'],
    ['petabytes', '1000000000000000', 'petabyte|pb'],
  ),
  dimension('celsius', ['degrees-celsius', '1', 'degree celsius|degrees celsius|°c|celsius']),
  dimension('fahrenheit', [
    'degrees-fahrenheit',
    '1',
    'degree fahrenheit|degrees fahrenheit|°f|fahrenheit',
  ]),
  dimension(
    'ratio',
    ['ratio', '100', 'ratio'],
    ['proportion', '100', 'proportion'],
    ['percent', '1', 'percent|%|per cent|per cent.|pc|pct'],
    ['per-mille', '0.1', 'per mille|per mil|‰'],
  ),
  dimension(
    'points',
    [
      'percentage-points',
      '1',
      'percentage point|% point|% pt|per cent point|percent point|ppt|pp|pt|point|' +
        'percent|%|per cent|pc|pct',
    ],
    ['basis-points', '0.01', 'basis point|bp|bps'],
  ),
  dimension('index', ['index', '1', 'index point|point|index']),
  dimension('rank', ['rank', '1', 'rank']),
  dimension('fte', [
    'fte',
    '1',
    'fte|full time equivalent|whole time equivalent|wte|fte post|full time equivalent post',
  ]),
  dimension('people', ['people', '1', 'person|individual']),
  dimension('count', ['count', '1', 'count|number']),
];
