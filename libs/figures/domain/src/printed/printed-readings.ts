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
import type { Marker, Qualifier } from './print.js';
import { readingsOfMultiple } from './multiple-readings.js';
import { type Amount, amountsOf, steppedAmount, trailingZeros } from './printed-amount.js';
import { withoutIndexBase, withoutUncertainty } from './printed-beside.js';
import {
  type PrintedForm,
  andAPartForm,
  clockForm,
  growthForm,
  isoDurationForm,
  oddsForm,
  ordinalForm,
  sumOfPartsForm,
} from './printed-forms.js';
import { withoutHedges } from './printed-hedges.js';
import { withoutMarks } from './printed-marks.js';
import { rangeOf } from './printed-range.js';
import { type SignedText, withoutSign } from './printed-sign.js';
import { tidy, withDecimalPoints } from './printed-text.js';
import { DIRECTIONS, JUDGEMENTS, UNCHANGED } from './printed-vocabulary.js';
import type { Reading } from './reading.js';
import { ENDLESS_PLACES, isEndless, ratio, ratioDecimal } from '../units/ratio.js';
import { type Counting, isPercent } from './unit-nouns.js';
import { factorOfSign, unitNamed } from '../units/unit-registry.js';

/** What is known of a token beside its unit. */
export interface ReadingContext {
  /** How its publication writes decimals, where that is no point. */
  readonly decimalMark?: ',' | undefined;
  /** True for a word, in the singular, that names what the measure counts; none if left out. */
  readonly isOwnNoun?: (word: string) => boolean;
}

/** Longer than any printed number; bounds the cost of reading one. */
export const PRINTED_LENGTH_MAX = 100;

/** In the order they are tried; the first that knows the text decides. */
const FORMS: readonly PrintedForm[] = [
  ordinalForm,
  clockForm,
  isoDurationForm,
  oddsForm,
  growthForm,
  amountsOf,
  sumOfPartsForm,
  andAPartForm,
];

const PLAIN = /^([+\-−–]?)\\?([£€$]?)(\d{1,3}(?:,\d{3})+|\d{1,60})(\.\d{1,58})? ?(%?)$/;

/**
 * Every number a token can be read as in a unit: `06:34` in seconds is 394 or 23640, `5-6%` is 5
 * or 6.
 *
 * Signs, brackets, currency, thousands separators, scales, ordinals, durations, ranges and
 * English number words are read, with the hedges and markers beside them; a word that is neither
 * a scale nor a unit nor what the measure counts is not, nor is a unit that contradicts the
 * figure's own.
 *
 * @param printed as it stands on the page, without the words round it
 * @returns none if the token says no number in that unit
 */
export function readingsOf(
  printed: string,
  unit: string,
  context: ReadingContext = {},
): readonly Reading[] {
  const text = context.decimalMark === ',' ? withDecimalPoints(printed) : printed;
  return readingsIn(text, { unit, isOwnNoun: context.isOwnNoun ?? NO_NOUN });
}

/**
 * The readings of a token that are the value, likeliest first.
 *
 * A printed sign must be the value's; without one the words around it may give the direction
 * ("a fall of 6.3%") and only the size counts. A number that does not terminate ("a third") is
 * matched by any value that is right to its last digit.
 *
 * @returns none if the token does not say the value
 */
export function readingsSaying(
  printed: string,
  value: Decimal,
  unit: string,
  context: ReadingContext = {},
): readonly Reading[] {
  return readingsOf(printed, unit, context).filter((reading) => says(reading, value));
}

/** A number of points is always a difference, so a word alone can give its direction. */
const POINTS = 'percentage-points';

const NO_NOUN = () => false;

function readingsIn(printed: string, counting: Counting): readonly Reading[] {
  const plain = plainReading(printed, counting.unit);
  if (plain !== null) return [plain];
  if (printed.length > PRINTED_LENGTH_MAX) return [];
  const named = unitNamed(counting.unit);
  if (named.multipleOf !== undefined) {
    return readingsOfMultiple(printed, named, (text, unit) =>
      readingsIn(text, { ...counting, unit }),
    );
  }
  return withoutMarks(tidy(printed), counting.unit).flatMap(({ text, markers }) =>
    hedgedReadings(text, counting).map((reading) =>
      markers.length === 0 ? reading : { ...reading, markers },
    ),
  );
}

function hedgedReadings(marked: string, counting: Counting): readonly Reading[] {
  const number = withoutUncertainty(marked);
  const bare = withoutIndexBase(number, counting.unit);
  if (bare === null) return [];
  const { text, qualifiers } = withoutHedges(bare);
  return numberReadings(text, counting).map((reading) => ({
    ...reading,
    // The ends of an interval have their signs, so the number between them has its own.
    signed: reading.signed || number !== marked,
    qualifiers: qualifiers ?? reading.qualifiers,
  }));
}

function numberReadings(text: string, counting: Counting): readonly Reading[] {
  if (text === '-' || (isPercent(counting.unit) && UNCHANGED.includes(text))) return [NONE];
  const direction = counting.unit === POINTS ? DIRECTIONS.get(text) : undefined;
  if (direction !== undefined) return [{ ...NONE, qualifiers: [direction] }];
  if (counting.unit === POINTS && JUDGEMENTS.has(text)) {
    return [{ ...NONE, qualifiers: ['at-least', 'at-most'] }];
  }
  const { sign, text: size } = withoutSign(text);
  for (const form of FORMS) {
    const amounts = form(size, counting);
    if (amounts.length > 0) return amounts.map((amount) => readingOf(amount, sign));
  }
  return rangeOf(text, counting).map(({ amount, sign: own }, at) => ({
    ...readingOf(amount, own),
    // An end without a sign is above zero: that the other has one says so.
    signed: true,
    qualifiers: at === 0 ? LOW_END : HIGH_END,
  }));
}

const LOW_END: readonly Qualifier[] = ['exact', 'at-least'];
const HIGH_END: readonly Qualifier[] = ['exact', 'at-most'];

/** Almost every token is digits with at most a sign, a currency or a percent sign. */
function plainReading(printed: string, unit: string): Reading | null {
  const found = PLAIN.exec(printed);
  if (found === null) return null;
  const [, sign = '', currency = '', whole = '', part = '', percent] = found;
  if (currency !== '' && !isOwnMoney(currency, unit)) return null;
  if (percent !== '' && !isPercent(unit)) return null;
  const digits = whole.length > 3 && whole.includes(',') ? whole.replaceAll(',', '') : whole;
  return {
    value: `${sign === '' || sign === '+' ? '' : '-'}${digits}${part}` as Decimal,
    step: part === '' ? ONE : powerOfTen(1 - part.length),
    roughStep: part === '' && !digits.endsWith('0') ? ONE : roughStepOf(digits, part),
    signed: sign !== '',
    isEndless: false,
    qualifiers: null,
    markers: NO_MARKERS,
  };
}

const ONE = '1' as Decimal;
const NO_MARKERS: readonly Marker[] = [];
const NONE = readingOf(steppedAmount(ratio(0), ratio(1)), '');

function isOwnMoney(sign: string, unit: string): boolean {
  const factor = factorOfSign(sign, unit);
  return factor !== null && factor.over === factor.under;
}

function roughStepOf(whole: string, part: string): Decimal {
  return powerOfTen(trailingZeros(whole + part.slice(1)) - Math.max(0, part.length - 1));
}

function readingOf(amount: Amount, sign: SignedText['sign']): Reading {
  const size = ratioDecimal(amount.value);
  const step = ratioDecimal(amount.step);
  return {
    value: (sign === '-' && size !== '0' ? `-${size}` : size) as Decimal,
    step: step === '0' ? powerOfTen(-ENDLESS_PLACES) : step,
    roughStep: step === '0' ? powerOfTen(-ENDLESS_PLACES) : ratioDecimal(amount.rough),
    signed: sign !== '',
    isEndless: isEndless(amount.value),
    qualifiers: null,
    markers: NO_MARKERS,
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
