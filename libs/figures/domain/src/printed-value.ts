import {
  type Decimal,
  absoluteDecimal,
  canonicalDecimal,
  compareDecimals,
  decimalPlaces,
  multiplyDecimals,
  powerOfTen,
  subtractDecimals,
} from '@ledger/kernel';
import { type Amount, amountsOf, trailingZeros } from './printed-amount.js';
import {
  type PrintedForm,
  clock,
  growth,
  odds,
  ordinal,
  range,
  sumOfParts,
} from './printed-forms.js';
import { ENDLESS_PLACES, isEndless, ratioDecimal } from './ratio.js';
import { readingsOfMultiple } from './multiple-readings.js';
import { unitNamed } from './unit-registry.js';
import { isCurrencyOf, isPercent } from './unit-nouns.js';

/** One number that a printed token can be read as, in the figure's unit. */
export interface Reading {
  readonly value: Decimal;
  /**
   * One unit of the last printed digit: `0.1` of `13.6%`, 100000 of `£1.2m`. A fraction counts
   * by the next finer one, half by its distance to a third.
   */
  readonly step: Decimal;
  /** One unit of the last printed digit that is not zero: 1000 of `15,000`. */
  readonly roughStep: Decimal;
  /** True if a sign is printed; without one the words around it may tell the direction. */
  readonly signed: boolean;
  /** True if no decimal is exactly the number (a third): {@link value} is cut. */
  readonly isEndless: boolean;
}

/** Longer than any printed number; a bound on what reading one can cost. */
export const PRINTED_LENGTH_MAX = 100;

/** In the order they are tried; the first that knows the text decides. */
const FORMS: readonly PrintedForm[] = [
  ordinal,
  clock,
  odds,
  growth,
  amountsOf,
  sumOfParts,
  range,
];

const PLAIN = /^([+\-−–]?)\\?([£€$]?)(\d{1,3}(?:,\d{3})+|\d{1,40})(\.\d{1,20})? ?(%?)$/;
const HEDGE =
  /^(?:[<>~≈≤≥]+ ?=? ?|c\.? ?(?=[£€$\d])|(?:another|between|from|circa|approx\.?|approximately|about|around|nearly|almost|just|over|under|more than|less than|fewer than|at least|at most|up to) )+/;
const MARKS = /(?: ?\[[a-z]{1,2}\]|\*+)+$|\+$/;
const BRACKETS = /^([£€$¥]?)\((.+)\)(%?)$/;
const SIGN = /^([£€$¥]?) ?(\+|-|minus |plus ) ?(.+)$/;
const VULGAR: Readonly<Record<string, string>> = {
  '½': 'half',
  '¼': 'a quarter',
  '¾': 'three quarters',
  '⅓': 'a third',
  '⅔': 'two thirds',
};

/**
 * Every number a token can be read as in a unit: `06:34` in seconds is 394 or 23640, `5-6%` is 5
 * or 6.
 *
 * Signs, brackets, currency, thousands separators, scales, ordinals, durations, ranges and
 * English number words are read; a unit or currency that contradicts the figure's own is not.
 *
 * @param printed as it stands on the page, without the words round it
 * @returns none if the token says no number in that unit
 */
export function readingsOf(printed: string, unit: string): readonly Reading[] {
  const plain = plainReading(printed, unit);
  if (plain !== null) return [plain];
  if (printed.length > PRINTED_LENGTH_MAX) return [];
  const named = unitNamed(unit);
  if (named.multipleOf !== undefined) return readingsOfMultiple(printed, named, readingsOf);
  const { sign, text } = withoutSign(tidy(printed));
  for (const form of FORMS) {
    const amounts = form(text, unit);
    if (amounts.length > 0) return amounts.map((amount) => readingOf(amount, sign));
  }
  return [];
}

/**
 * The reading of a token that is the value.
 *
 * A sign that is printed must be the value's; where none is, the words around may have told the
 * direction ("a fall of 6.3%") and only the size counts. A number without end ("a third") is
 * said by any value that is right to its own last digit.
 *
 * @returns null if the token does not say the value
 */
export function printedSays(printed: string, value: Decimal, unit: string): Reading | null {
  for (const reading of readingsOf(printed, unit)) {
    if (says(reading, value)) return reading;
  }
  return null;
}

/** Almost every token is digits with at most a sign, a currency or a percent sign. */
function plainReading(printed: string, unit: string): Reading | null {
  const found = PLAIN.exec(printed);
  if (found === null) return null;
  const [, sign = '', currency = '', whole = '', part = '', percent] = found;
  if (currency !== '' && !isCurrencyOf(currency, unit)) return null;
  if (percent !== '' && !isPercent(unit)) return null;
  const digits = whole.length > 3 && whole.includes(',') ? whole.replaceAll(',', '') : whole;
  return {
    value: `${sign === '' || sign === '+' ? '' : '-'}${digits}${part}` as Decimal,
    step: part === '' ? ONE : powerOfTen(1 - part.length),
    roughStep: part === '' && !digits.endsWith('0') ? ONE : roughStepOf(digits, part),
    signed: sign !== '',
    isEndless: false,
  };
}

const ONE = '1' as Decimal;

function roughStepOf(whole: string, part: string): Decimal {
  return powerOfTen(trailingZeros(whole + part.slice(1)) - Math.max(0, part.length - 1));
}

function tidy(printed: string): string {
  return printed
    .replace(/\\([^\w\s])/g, '$1')
    .replace(/[−–—‑‒]/g, '-')
    .replaceAll('⁄', '/')
    .replace(/(\d ?)?([½¼¾⅓⅔])/g, (_, digit: string | undefined, sign: string) =>
      digit === undefined ? (VULGAR[sign] ?? '') : `${digit} and ${VULGAR[sign]}`,
    )
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
    .replace(MARKS, '')
    .replace(HEDGE, '');
}

function withoutSign(text: string): { sign: '' | '+' | '-'; text: string } {
  const brackets = BRACKETS.exec(text);
  if (brackets !== null) {
    return { sign: '-', text: `${brackets[1]}${brackets[2]}${brackets[3]}` };
  }
  const signed = SIGN.exec(text);
  if (signed === null) return { sign: '', text };
  const [, currency, word, size] = signed;
  const sign = word === undefined ? '' : word === '-' || word === 'minus ' ? '-' : '+';
  return { sign, text: `${currency}${size}` };
}

function readingOf(amount: Amount, sign: '' | '+' | '-'): Reading {
  const size = ratioDecimal(amount.value);
  const step = ratioDecimal(amount.step);
  return {
    value: (sign === '-' && size !== '0' ? `-${size}` : size) as Decimal,
    step: step === '0' ? powerOfTen(-ENDLESS_PLACES) : step,
    roughStep: step === '0' ? powerOfTen(-ENDLESS_PLACES) : ratioDecimal(amount.rough),
    signed: sign !== '',
    isEndless: isEndless(amount.value),
  };
}

function says(reading: Reading, value: Decimal): boolean {
  if (reading.value === value) return true;
  const [printed, meant] = [absoluteDecimal(reading.value), absoluteDecimal(value)];
  if (reading.isEndless)
    return isRightToLastDigit(meant, printed) && isSameSign(reading, value);
  if (printed !== meant && canonicalDecimal(printed) !== canonicalDecimal(meant)) return false;
  return isSameSign(reading, value) || canonicalDecimal(printed) === '0';
}

function isSameSign(reading: Reading, value: Decimal): boolean {
  return !reading.signed || reading.value.startsWith('-') === value.startsWith('-');
}

function isRightToLastDigit(value: Decimal, exact: Decimal): boolean {
  const distance = absoluteDecimal(subtractDecimals(value, exact));
  const half = multiplyDecimals(powerOfTen(-decimalPlaces(value)), '0.5' as Decimal);
  return compareDecimals(distance, half) <= 0;
}
