import { type Decimal } from '@ledger/kernel';
import { isNumberWord } from './number-words.js';
import { type Ratio, ratio } from './ratio.js';

/** What one of each noun is, counted in the smallest; nouns in the singular. */
type Dimension = ReadonlyMap<string, string>;

const dimension = (nouns: Readonly<Record<string, string>>): Dimension =>
  new Map(
    Object.entries(nouns).flatMap(([names, size]) =>
      names.split('|').map((name) => [name, size]),
    ),
  );

/**
 * Time falls in two: how many seconds a month has depends on the month, so nothing is converted
 * from one to the other.
 */
const DIMENSIONS: readonly Dimension[] = [
  dimension({
    'second|sec|s': '1',
    'minute|min|m': '60',
    'hour|hr|h': '3600',
    'day|d': '86400',
    'week|wk': '604800',
  }),
  dimension({ 'month|mth': '1', 'year|yr': '12' }),
  dimension({ 'gram|gramme|g': '1', 'kilogram|kilo|kg': '1000', 'tonne|t': '1000000' }),
  dimension({ 'metre|m': '1', 'kilometre|km': '1000', 'mile|mi': '1609.344' }),
  dimension({ 'percent|%|per cent|pc': '1' }),
  dimension({
    'percentage point|% point|per cent point|ppt|pp|pt|point': '1',
    'percent|%|per cent|pc': '1',
  }),
  dimension({ 'gbp|pound': '1', 'pence|penny|p': '0.01' }),
  dimension({ 'eur|euro': '1', cent: '0.01' }),
  dimension({ 'usd|dollar': '1', cent: '0.01' }),
];

const CURRENCIES: ReadonlyMap<string, RegExp> = new Map([
  ['£', /^gbp$/],
  ['€', /^eur$/],
  ['$', /^[a-z]{2}d$/],
  ['¥', /^(?:jpy|cny)$/],
]);

const OTHER_NOUN = /^[a-z]+(?:[ -][a-z]+)?$/;
const CONNECTIVES = ['and', 'to', 'or', 'in', 'of', 'out', 'point', 'per', 'half'];

/** What a noun makes of the number before it. */
export interface NounFactor {
  readonly factor: Ratio;
  /** True if the noun is the unit's own name or converts to it, not merely another word for it. */
  readonly isKnown: boolean;
}

/**
 * How many of the figure's unit one of the noun is: 60 for "minutes" in seconds.
 *
 * A noun nobody measures with ("18 cases" in `offences`) is taken to name what is counted.
 *
 * Of "cadet hours" the last word tells the unit.
 *
 * @returns null if the noun contradicts the unit ("5 hours" in `people`, "5 stone" in kilograms)
 */
export function nounFactor(noun: string, unit: string): NounFactor | null {
  const exact = factorOf(noun, unit);
  const last = noun.lastIndexOf(' ');
  if (exact !== null || last < 0 || !isOther(noun.slice(0, last))) return exact;
  const described = factorOf(noun.slice(last + 1), unit);
  return described?.isKnown === true ? described : null;
}

function factorOf(noun: string, unit: string): NounFactor | null {
  const [one, own] = [singular(noun), unitName(unit)];
  if (one === own) return { factor: ratio(1), isKnown: true };
  const scale = DIMENSIONS.find((names) => names.has(own));
  const size = scale?.get(one);
  const base = scale?.get(own);
  if (size !== undefined && base !== undefined) {
    return { factor: ratio(size as Decimal, base as Decimal), isKnown: true };
  }
  if (scale !== undefined || DIMENSIONS.some((names) => names.has(one)) || !isOther(noun)) {
    return null;
  }
  return { factor: ratio(1), isKnown: false };
}

/** True if the word names a unit of the figure's own kind: "m" is minutes among seconds. */
export function isUnitOfKind(word: string, unit: string): boolean {
  return DIMENSIONS.find((names) => names.has(unitName(unit)))?.has(singular(word)) === true;
}

/** True if the sign or code in front of an amount is that of the figure's unit. */
export function isCurrencyOf(mark: string, unit: string): boolean {
  const own = unit.toLowerCase();
  return CURRENCIES.get(mark)?.test(own) ?? mark === own;
}

/** True for `percent` and `percentage-points`. */
export function isPercent(unit: string): boolean {
  return unit === 'percent' || unit === 'percentage-points';
}

function isOther(noun: string): boolean {
  if (!OTHER_NOUN.test(noun)) return false;
  return noun.split(/[ -]/).every((word) => !CONNECTIVES.includes(word) && !isNumberWord(word));
}

function unitName(unit: string): string {
  return singular(unit.toLowerCase().replaceAll('-', ' '));
}

function singular(noun: string): string {
  return noun.length > 1 && noun.endsWith('s') ? noun.slice(0, -1) : noun;
}
