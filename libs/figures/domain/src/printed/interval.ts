import {
  type Decimal,
  absoluteDecimal,
  addDecimals,
  compareDecimals,
  decimalPlaces,
  multiplyDecimals,
  negateDecimal,
  powerOfTen,
  subtractDecimals,
} from '@ledger/kernel';
import { approximateMargin } from './approximate-margin.js';
import type { Qualifier } from './print.js';
import type { Reading } from './reading.js';
import { type ScaledPrint, scaledReadings } from './printed-scale.js';
import { type Unit, unitNamed } from '../units/unit-registry.js';

/** The ends of an interval alone. */
export type Ends = Pick<Interval, 'low' | 'high'>;

/**
 * The open interval of true values that a printed number allows; `null` is an unbounded end.
 * The ends are in the base unit of the dimension, regardless of the printed unit.
 */
export interface Interval {
  readonly low: Decimal | null;
  readonly high: Decimal | null;
  /** Intervals of two dimensions have nothing in common. */
  readonly dimension: string;
  /** The number, if its rounding is unknown: it agrees only with itself. */
  readonly point?: Decimal;
  /** The divisor of all of these, if the unit's factor is not a decimal: 3600. */
  readonly under?: Decimal;
}

/** A printed number. */
export interface PrintedNumber {
  readonly value: Decimal;
  readonly printed: string;
  readonly unit: string;
  readonly qualifier: Qualifier;
  readonly scale?: number;
  readonly precision?: 'unknown';
}

/**
 * The numbers that a printed one can stand for.
 *
 * An exact number stands for everything that rounds to it: half a unit of its last printed
 * digit on either side. "At least" removes the upper end, "at most" the lower. For a fall whose
 * direction is only in the words around it ("fell by more than 30%") they refer to its size, so
 * the ends are swapped. An approximate number is as wide as {@link approximateMargin} says.
 *
 * Text that does not say the value is taken to have as many decimals as the value. An exact number
 * of unknown precision agrees as a point: with an equal one, and with what it may be rounded to.
 */
export function intervalOf(number: PrintedNumber): Interval {
  const { value, qualifier } = number;
  const reading = readingOf(number) ?? asWritten(value);
  const unit = unitNamed(number.unit);
  const interval = inOwnUnit(endsOf(value, reading, qualifier), unit);
  if (number.precision === undefined || qualifier !== 'exact') return interval;
  return { ...interval, point: multiplyDecimals(value, unit.factor.over) };
}

/**
 * The reading that is the value. Neither the measure's nouns nor the publication's decimal mark
 * are known here, nor needed: value and print were checked against each other on arrival, so
 * the value shows which reading was meant.
 */
function readingOf(number: ScaledPrint): Reading | undefined {
  const [reading] = scaledReadings(number, ANY_NOUN);
  if (reading !== undefined || !number.printed.includes(',')) return reading;
  return scaledReadings(number, DECIMAL_COMMA)[0];
}

const ANY_NOUN = { isOwnNoun: () => true };
const DECIMAL_COMMA = { ...ANY_NOUN, decimalMark: ',' } as const;

function endsOf(value: Decimal, reading: Reading, qualifier: Qualifier): Ends {
  const centre = centreOf(value, reading);
  if (qualifier === 'approximately') return around(centre, approximateMargin(reading));
  const { low, high } = exactInterval(centre, reading.step);
  if (qualifier === 'exact') return { low, high };
  const isOfSize = isNegative(value) && !reading.signed;
  return (qualifier === 'at-least') === isOfSize ? { low: null, high } : { low, high: null };
}

function inOwnUnit(ends: Ends, { dimension, factor }: Unit): Interval {
  const { low, high } = factor.over === '1' ? ends : timesEnds(ends, factor.over);
  if (factor.under === '1') return { low, high, dimension };
  return { low, high, dimension, under: factor.under };
}

/** The ends times a factor; an unbounded end stays so. */
export function timesEnds({ low, high }: Ends, factor: Decimal): Ends {
  return {
    low: low === null ? null : multiplyDecimals(low, factor),
    high: high === null ? null : multiplyDecimals(high, factor),
  };
}

function asWritten(value: Decimal): Reading {
  const step = powerOfTen(-decimalPlaces(value));
  return {
    value,
    step,
    roughStep: step,
    signed: true,
    isEndless: false,
    qualifiers: null,
    markers: [],
  };
}

/** The value; of a fraction without end the fraction itself, not the decimals kept of it. */
function centreOf(value: Decimal, reading: Reading): Decimal {
  if (!reading.isEndless) return value;
  const size = absoluteDecimal(reading.value);
  return isNegative(value) ? negateDecimal(size) : size;
}

function exactInterval(centre: Decimal, step: Decimal): Ends {
  if (step === '1' && SAFE_INTEGER.test(centre)) return aroundInteger(Number(centre));
  return around(centre, multiplyDecimals(step, HALF));
}

const ZERO = '0' as Decimal;
const HALF = '0.5' as Decimal;

/** Short enough that adding a half is exact in binary too. */
const SAFE_INTEGER = /^[+-]?\d{1,15}$/;

function aroundInteger(centre: number): Ends {
  return { low: `${centre - 0.5}` as Decimal, high: `${centre + 0.5}` as Decimal };
}

function around(centre: Decimal, margin: Decimal): Ends {
  return { low: subtractDecimals(centre, margin), high: addDecimals(centre, margin) };
}

function isNegative(value: Decimal): boolean {
  return compareDecimals(value, ZERO) < 0;
}
