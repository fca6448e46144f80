import { type Decimal, decimalPlaces, powerOfTen } from '@ledger/kernel';
import { type SpelledNumber, cardinalOf, fractionOf, scaleOf } from './number-words.js';
import { type Ratio, plusRatio, ratio, timesRatio } from './ratio.js';
import { isCurrencyOf, isPercent, isUnitOfKind, nounFactor } from './unit-nouns.js';

/** A number in the figure's unit. */
export interface Amount {
  readonly value: Ratio;
  /** One unit of its last digit. */
  readonly step: Ratio;
  /** One unit of its last digit that is not zero. */
  readonly rough: Ratio;
}

/** A number at the start of some words, before it is known what is counted. */
export interface LeadingNumber extends Amount {
  readonly rest: readonly string[];
  /** True for "a third", which is 33.3… if it stands alone in percent. */
  readonly isFraction: boolean;
  /** True for the one that "kilo" or "an hour" leaves unsaid. */
  readonly isImplied: boolean;
}

const CURRENCY = /^(£|€|\$|¥|(?:gbp|eur|usd)(?= ?\d)) ?/;
const DIGITS = /^(?:(?:\d{1,3}(?:,\d{3})+|\d{1,40})(?:\.\d{1,20})?|\.\d{1,20})$/;
const SLASHED = /^(\d{1,9})\/(0*[1-9]\d{0,8})$/;
const SPACED_THOUSANDS = /^\d{1,3}(?: \d{3})+(?=$|[ .%a-z])/;
const ARTICLES = ['a', 'an'];
const SHORT_SCALES: ReadonlyMap<string, number> = new Map([
  ['k', 1e3],
  ['m', 1e6],
  ['mn', 1e6],
  ['mln', 1e6],
  ['mil', 1e6],
  ['b', 1e9],
  ['bn', 1e9],
  ['tn', 1e12],
]);
const TIMES = ['times', 'time', 'fold', 'x'];

/**
 * Reads a number, its scale and what it counts: "£1.2m", "half a tonne", "18.5 FTE".
 *
 * @param text tidied: lower case, plain hyphens, single spaces, no sign
 * @returns none if the text is no such amount in that unit; two for a growth in percent, since
 *   writers disagree whether "threefold" is 200 or 300 per cent more
 */
export function amountsOf(text: string, unit: string): readonly Amount[] {
  const currency = CURRENCY.exec(text);
  if (currency !== null && !isCurrencyOf(currency[1] ?? '', unit)) return [];
  const number = leadingNumber(wordsOf(text.slice(currency?.[0].length ?? 0)));
  return number === null ? [] : counted(scaled(number, unit), unit);
}

/** The words of a text, digits apart from letters and hyphens opened. */
export function wordsOf(text: string): readonly string[] {
  const words = text
    .replace(SPACED_THOUSANDS, (digits) => digits.replaceAll(' ', ''))
    .replace(/(\d)(?=[a-z%])/g, '$1 ')
    .replaceAll('-', ' ')
    .split(' ');
  return words.filter((word) => word !== '');
}

/** The longest number the words start with; one of something if they name it without. */
export function leadingNumber(words: readonly string[]): LeadingNumber | null {
  const [first, second = ''] = words;
  if (first === undefined) return null;
  const number = inDigits(first, words) ?? inWords(words);
  if (number !== null) return withFraction(number);
  if (!ARTICLES.includes(first)) return /^[a-z]/.test(first) ? implied(words) : null;
  if (ARTICLES.includes(second)) return null;
  return leadingNumber(words.slice(1)) ?? implied([]);
}

/** The number in the figure's unit as a fraction stands alone: percent of the whole, or of one. */
export function ofTheWhole(amount: Amount, unit: string): Amount {
  return isPercent(unit) ? times(amount, ratio(100)) : amount;
}

/** How many times as much: in percent, both ways of saying it. */
export function growthOf(amount: Amount, unit: string): readonly Amount[] {
  if (!isPercent(unit)) return [amount];
  const whole = times(amount, ratio(100));
  const more = { ...whole, value: plusRatio(whole.value, ratio(-100)) };
  return more.value.over.startsWith('-') ? [whole] : [more, whole];
}

/** The value and its steps, so many times as large. */
export function times({ value, step, rough }: Amount, factor: Ratio): Amount {
  return {
    value: timesRatio(value, factor),
    step: timesRatio(step, factor),
    rough: timesRatio(rough, factor),
  };
}

/** An amount that counts in steps of one size. */
export function steppedAmount(value: Ratio, step: Ratio): Amount {
  return { value, step, rough: step };
}

/** How many zeros end the digits of a number that is not zero; none end zero itself. */
export function trailingZeros(digits: string): number {
  return /[1-9]/.test(digits) ? digits.length - digits.replace(/0+$/, '').length : 0;
}

/**
 * A fraction is as precise as the next finer one a writer could have named instead: half is told
 * from a third, a third from a quarter.
 */
export function fractionAmount(over: Decimal | number, under: number): Amount {
  return steppedAmount(ratio(over, under), ratio(1, under * (under + 1)));
}

function inDigits(first: string, words: readonly string[]): LeadingNumber | null {
  const rest = words.slice(1);
  if (DIGITS.test(first)) return { ...digitsAmount(first), ...PLAIN, rest };
  const slashed = SLASHED.exec(first);
  if (slashed === null) return null;
  const amount = fractionAmount(slashed[1] as Decimal, Number(slashed[2]));
  return { ...amount, ...PLAIN, isFraction: true, rest };
}

const PLAIN = { isFraction: false, isImplied: false } as const;

function digitsAmount(printed: string): Amount {
  const digits = printed.replaceAll(',', '').replace(/^\./, '0.') as Decimal;
  const places = decimalPlaces(digits);
  const zeros = trailingZeros(digits.replace('.', ''));
  return {
    value: ratio(digits),
    step: ratio(powerOfTen(-places)),
    rough: ratio(powerOfTen(zeros - places)),
  };
}

function inWords(words: readonly string[]): LeadingNumber | null {
  for (let length = words.length; length > 0; length -= 1) {
    const some = words.slice(0, length);
    const rest = words.slice(length);
    const fraction = fractionOf(some);
    if (fraction !== null) {
      const amount = fractionAmount(fraction.over, fraction.under);
      return { ...amount, ...PLAIN, isFraction: true, rest };
    }
    const cardinal = cardinalOf(some);
    if (cardinal !== null) return { ...spelledAmount(cardinal), ...PLAIN, rest };
  }
  return null;
}

function spelledAmount({ value, step }: SpelledNumber): Amount {
  const rough = step * 10 ** trailingZeros(String(value / step));
  return { value: ratio(value), step: ratio(step), rough: ratio(rough) };
}

/** "Two and a half" counts in halves. */
function withFraction(number: LeadingNumber): LeadingNumber {
  if (number.rest[0] !== 'and' || number.isFraction) return number;
  for (const length of [2, 1]) {
    const fraction = fractionOf(number.rest.slice(1, 1 + length));
    if (fraction === null) continue;
    const part = ratio(fraction.over, fraction.under);
    const amount = steppedAmount(plusRatio(number.value, part), ratio(1, fraction.under));
    return { ...amount, ...PLAIN, rest: number.rest.slice(1 + length) };
  }
  return number;
}

function implied(rest: readonly string[]): LeadingNumber {
  return { ...steppedAmount(ratio(1), ratio(1)), ...PLAIN, isImplied: true, rest };
}

function scaled(number: LeadingNumber, unit: string): LeadingNumber {
  const rest = number.isFraction ? withoutOf(number.rest) : number.rest;
  const scale = rest[0] === undefined ? undefined : scaleIn(rest[0], unit);
  if (scale === undefined || number.isImplied) return { ...number, rest };
  const amount = times(number, ratio(scale));
  return scaled({ ...number, ...amount, isFraction: false, rest: rest.slice(1) }, unit);
}

function scaleIn(word: string, unit: string): number | undefined {
  return isUnitOfKind(word, unit) ? undefined : (SHORT_SCALES.get(word) ?? scaleOf(word));
}

/** "Half a tonne", "a quarter of a million", "half of the posts". */
function withoutOf(words: readonly string[]): readonly string[] {
  const rest = words[0] === 'of' ? words.slice(1) : words;
  return ['a', 'an', 'the'].includes(rest[0] ?? '') ? rest.slice(1) : rest;
}

function counted(number: LeadingNumber, unit: string): readonly Amount[] {
  const noun = number.rest.join(' ');
  if (noun === '') return [number.isFraction ? ofTheWhole(number, unit) : number];
  if (TIMES.includes(noun)) return growthOf(number, unit);
  const found = nounFactor(noun, unit);
  if (found === null || (number.isImplied && !saysOne(noun, unit, found.isKnown))) return [];
  return [times(number, found.factor)];
}

/** "Kilo" says one, "kilos" and "people" do not. */
function saysOne(noun: string, unit: string, isKnown: boolean): boolean {
  return isKnown && noun !== unit && !noun.endsWith('s');
}
