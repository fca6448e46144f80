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
import type { Qualifier } from './appearance.js';
import { type Reading, printedSays } from './printed-value.js';

/**
 * Where the true number can lie, given what was printed: strictly between the two ends, `null`
 * being no end.
 */
export interface Interval {
  readonly low: Decimal | null;
  readonly high: Decimal | null;
}

/** A number as somebody printed it. */
export interface PrintedNumber {
  readonly value: Decimal;
  readonly printed: string;
  readonly unit: string;
  readonly qualifier: Qualifier;
}

/**
 * The numbers that a printed one can stand for.
 *
 * An exact number stands for whatever rounds to it: half a unit of its last printed digit either
 * side. "At least" takes away the upper end, "at most" the lower; of a fall whose direction only
 * the words around it tell ("fell by more than 30%") they speak of its size, so the ends change
 * places. An approximate number is as wide as {@link approximateMargin} says.
 *
 * Text that does not say the value is taken to have as many decimals as the value.
 */
export function intervalOf(number: PrintedNumber): Interval {
  const { value, qualifier } = number;
  const reading = printedSays(number.printed, value, number.unit) ?? asWritten(value);
  const centre = centreOf(value, reading);
  if (qualifier === 'approximately') return around(centre, approximateMargin(reading));
  const { low, high } = exactInterval(centre, reading.step);
  if (qualifier === 'exact') return { low, high };
  const isOfSize = isNegative(value) && !reading.signed;
  return (qualifier === 'at-least') === isOfSize ? { low: null, high } : { low, high: null };
}

/** True if some number lies within both. */
export function agree(left: Interval, right: Interval): boolean {
  if (left.low === right.low && left.high === right.high) return true;
  return isBelow(left.low, right.high) && isBelow(right.low, left.high);
}

/** Negative if the left one says more: a bounded interval before an open one, then the narrow. */
export function compareWidths(left: Interval, right: Interval): number {
  const [wide, other] = [widthOf(left), widthOf(right)];
  if (wide === null || other === null) return Number(wide === null) - Number(other === null);
  return wide === other ? 0 : compareDecimals(wide, other);
}

/**
 * How far off an approximate number may be: one whole unit of its last printed digit that is not
 * zero, so a thousand for "nearly 15,000". A writer who rounds names the nearest round number,
 * which is off by half that unit at most, but one who cuts off ("over" left out, "nearly" put in)
 * may be off by all of it, and the paper does not tell which was done.
 */
function approximateMargin(reading: Reading): Decimal {
  return reading.roughStep;
}

function asWritten(value: Decimal): Reading {
  const step = powerOfTen(-decimalPlaces(value));
  return { value, step, roughStep: step, signed: true, isEndless: false };
}

/** The value; of a fraction without end the fraction itself, not the decimals kept of it. */
function centreOf(value: Decimal, reading: Reading): Decimal {
  if (!reading.isEndless) return value;
  const size = absoluteDecimal(reading.value);
  return isNegative(value) ? negateDecimal(size) : size;
}

function exactInterval(centre: Decimal, step: Decimal): Interval {
  if (step === '1' && SAFE_INTEGER.test(centre)) return aroundInteger(Number(centre));
  return around(centre, multiplyDecimals(step, HALF));
}

const ZERO = '0' as Decimal;
const HALF = '0.5' as Decimal;

/** So short that the halves beside it are exact also in binary. */
const SAFE_INTEGER = /^[+-]?\d{1,15}$/;

function aroundInteger(centre: number): Interval {
  return { low: `${centre - 0.5}` as Decimal, high: `${centre + 0.5}` as Decimal };
}

function around(centre: Decimal, margin: Decimal): Interval {
  return { low: subtractDecimals(centre, margin), high: addDecimals(centre, margin) };
}

function isNegative(value: Decimal): boolean {
  return compareDecimals(value, ZERO) < 0;
}

function isBelow(low: Decimal | null, high: Decimal | null): boolean {
  return low === null || high === null || compareDecimals(low, high) < 0;
}

function widthOf({ low, high }: Interval): Decimal | null {
  return low === null || high === null ? null : subtractDecimals(high, low);
}
