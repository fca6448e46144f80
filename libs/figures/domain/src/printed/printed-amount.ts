import { type Decimal, compareDecimals, decimalPlaces, powerOfTen } from '@ledger/kernel';
import {
  type SpelledFraction,
  type SpelledNumber,
  cardinalOf,
  fractionOf,
} from './number-words.js';
import { baseFactor } from './printed-base.js';
import { splitMoney } from './printed-money.js';
import { scaleOf } from './printed-vocabulary.js';
import { type Ratio, isSameRatio, plusRatio, ratio, timesRatio } from '../units/ratio.js';
import { isScaleWord, scaleAhead, scaleBehindMoney } from './scale-words.js';
import {
  type Counting,
  countsWholeThings,
  isPercent,
  nounFactor,
  unitFactor,
} from './unit-nouns.js';

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

const DIGITS =
  /^(?:(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d{1,60})(?:\.\d{1,58})?|\.\d{1,58})$/;
const SLASHED = /^(\d{1,9})\/(\d{1,9})$/;

/** What a fraction with a stroke is made of: `9/11` is a day, `24/7` a saying. */
const SLASHED_DENOMINATORS = [
  '2',
  '3',
  '4',
  '5',
  '6',
  '8',
  '10',
  '16',
  '20',
  '25',
  '50',
  '100',
];
const SPACED_THOUSANDS = /^\d{1,3}(?: \d{3})+(?=$|[ .%\p{L}])/u;
/** As many as a number below a billion has; this bounds the cost of reading. */
const NUMBER_WORDS_MAX = 16;
const ARTICLES = ['a', 'an'];
const TIMES = ['times', 'time', 'fold', 'x'];

/**
 * Reads a number, its scale and what it counts: "£1.2m", "half a tonne", "18.5 FTE".
 *
 * @param text tidied: lower case, plain hyphens, single spaces, no sign
 * @returns none if the text is no such amount in that unit; two for a growth in percent, since
 *   writers disagree whether "threefold" is 200 or 300 per cent more
 */
export function amountsOf(text: string, counting: Counting): readonly Amount[] {
  const money = splitMoney(text, counting.unit);
  if (money === null) return [];
  const number = leadingNumber(printedWordsOf(money.rest));
  if (number === null) return [];
  const whole = scaled(number, counting.unit);
  if (money.factor === null) return [...counted(whole, counting), ...millions(whole, counting)];
  return countedMoney(whole, money.factor, counting);
}

/** Money with its sign in front; a noun behind it has to be of the same money: no `£12.50p`. */
function countedMoney(
  number: LeadingNumber,
  factor: Ratio,
  counting: Counting,
): readonly Amount[] {
  const noun = number.rest.join(' ');
  const named = noun === '' ? factor : unitFactor(noun, counting.unit);
  if (named !== null) return isSameRatio(named, factor) ? [times(number, factor)] : [];
  const base = baseFactor(noun, counting);
  return base === null ? [] : [times(number, timesRatio(factor, base))];
}

/** The words of a text: letters apart from digits before them (but for `co2e`), hyphens opened. */
export function printedWordsOf(text: string): readonly string[] {
  const words = text
    .replace(SPACED_THOUSANDS, (digits) => digits.replaceAll(' ', ''))
    .replace(
      /(?<!\p{L}\d*)(\d)(?=[\p{L}%‰\p{Sc}°])|(?<=[\d ](?:k|m|bn))(?=\p{Sc})|(?<= \p{Sc})(?=(?:k|m|bn)$)/gu,
      '$1 ',
    )
    .replace(/(?<=[\p{L}\d%])-(?=\p{L})|(?<=\p{L})\.(?= |$)/gu, ' ')
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
  const one = leadingNumber(words.slice(1)) ?? implied([]);
  return one.isImplied && isScaleWord(second) ? { ...one, isImplied: false } : one;
}

/** What stands behind the number and its scale in an amount of money or anything else. */
export function nounBehind(text: string, unit: string): string {
  const number = leadingNumber(printedWordsOf(splitMoney(text, unit)?.rest ?? text));
  return number === null ? '' : scaled(number, unit).rest.join(' ');
}

/** The number in the figure's unit as a fraction stands alone: percent of the whole, or of one. */
export function ofTheWhole(amount: Amount, unit: string): Amount {
  return isPercent(unit) ? times(amount, ratio(100)) : amount;
}

/**
 * What "doubled" and the like can mean in the figure's unit: 2 in `times`; 100 (more) or 200 (of
 * what it was) in percent; nothing in any other.
 */
export function amountsOfDoubled(amount: Amount, unit: string): readonly Amount[] {
  if (unit === 'times') return [amount];
  if (!isPercent(unit)) return [];
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
 * A fraction is as precise as the next finer one a writer could have named instead: half is
 * distinguished from a third, a third from a quarter.
 */
export function fractionAmount(over: Decimal | number, under: number): Amount {
  return steppedAmount(ratio(over, under), ratio(1, under * (under + 1)));
}

function inDigits(first: string, words: readonly string[]): LeadingNumber | null {
  const rest = words.slice(1);
  if (DIGITS.test(first)) return { ...digitsAmount(first), ...PLAIN, rest };
  const fraction = slashed(first);
  if (fraction === null) return null;
  const amount = fractionAmount(fraction.over, fraction.under);
  return { ...amount, ...PLAIN, isFraction: true, rest };
}

function slashed(word: string): SpelledFraction | null {
  const [, over = '', under = ''] = SLASHED.exec(word) ?? [];
  if (!SLASHED_DENOMINATORS.includes(under) || Number(over) >= Number(under)) return null;
  return { over: Number(over), under: Number(under) };
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
  for (let length = Math.min(words.length, NUMBER_WORDS_MAX); length > 0; length -= 1) {
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

/** "Two and a half" counts in halves, "a million and a half" in halves of a million. */
function withFraction(number: LeadingNumber): LeadingNumber {
  const { rest, step } = number;
  const found = number.isFraction || step.over.startsWith('0.') ? null : fractionAhead(rest);
  if (found === null) return number;
  const size = timesRatio(step, ratio(1, found.under));
  const part = timesRatio(size, ratio(found.over));
  const amount = steppedAmount(plusRatio(number.value, part), size);
  return { ...amount, ...PLAIN, rest: rest.slice(found.length) };
}

/** "And a half" or `1/2` at the start of some words. */
function fractionAhead(
  words: readonly string[],
): (SpelledFraction & { readonly length: number }) | null {
  const [first = ''] = words;
  const stroke = slashed(first);
  if (stroke !== null) return { ...stroke, length: 1 };
  if (first !== 'and') return null;
  for (const length of [3, 2]) {
    const fraction = fractionOf(words.slice(1, length));
    if (fraction !== null) return { ...fraction, length };
  }
  return null;
}

function implied(rest: readonly string[]): LeadingNumber {
  return { ...steppedAmount(ratio(1), ratio(1)), ...PLAIN, isImplied: true, rest };
}

function scaled(number: LeadingNumber, unit: string): LeadingNumber {
  const rest = number.isFraction ? withoutOf(number.rest) : number.rest;
  const scale = scaleAhead(rest, unit);
  if (scale === undefined || number.isImplied) return { ...number, rest };
  const amount = times(number, scale);
  const scaledNumber = { ...number, ...amount, isFraction: false, rest: rest.slice(1) };
  // "Thousand million" and "lakh crore" are said, `m k` is not.
  return isScaleWord(rest[0] ?? '') && isScaleWord(rest[1] ?? '')
    ? scaled(scaledNumber, unit)
    : scaledNumber;
}

/** "Half a tonne", "a quarter of a million", "half of the posts". */
function withoutOf(words: readonly string[]): readonly string[] {
  const rest = words[0] === 'of' ? words.slice(1) : words;
  return ['a', 'an', 'the'].includes(rest[0] ?? '') ? rest.slice(1) : rest;
}

function counted(number: LeadingNumber, counting: Counting): readonly Amount[] {
  const noun = number.rest.join(' ');
  const { unit } = counting;
  // "Half" is half of a whole or of one of the unit, and no half of an offence or a person.
  if (noun === '' && number.isFraction) {
    return countsWholeThings(unit) ? [] : [ofTheWhole(number, unit)];
  }
  if (noun === '') return [number];
  if (number.isImplied) return saysOne(noun, unit) ? impliedAmount(number, noun, unit) : [];
  if (TIMES.includes(noun)) return amountsOfDoubled(number, unit);
  const factor =
    nounFactor(noun, counting) ??
    baseFactor(noun, counting) ??
    scaleBehindMoney(number.rest, counting.unit);
  return factor === null ? [] : [times(number, factor)];
}

/** Of `1.2m` in miles the m may be millions as well as metres; `5m` in seconds is minutes. */
function millions(number: LeadingNumber, { unit }: Counting): readonly Amount[] {
  const [word = '', ...others] = number.rest;
  const [factor, scale] = [unitFactor(word, unit), scaleOf(word)];
  if (factor === null || scale === undefined || others.length > 0 || number.isImplied)
    return [];
  const isSmaller = compareDecimals(factor.over, factor.under) < 0;
  return isSmaller ? [times(number, ratio(scale))] : [];
}

function impliedAmount(number: LeadingNumber, noun: string, unit: string): readonly Amount[] {
  const factor = unitFactor(noun, unit);
  return factor === null ? [] : [times(number, factor)];
}

/** "Kilo" says one; "kilos" and "people" do not, and "w" may be a mark. */
function saysOne(noun: string, unit: string): boolean {
  return noun !== unit && noun.length > 2 && !noun.endsWith('s');
}
