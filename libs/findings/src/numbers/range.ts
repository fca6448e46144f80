import {
  type Rational,
  compare,
  dividedBy,
  larger,
  minus,
  negated,
  plus,
  rational,
  smaller,
  times,
} from './rational.js';

/**
 * All numbers from one to another, both included; null is unbounded. A number exactly on the
 * edge of its rounding may have been rounded either way, so both ends are included.
 */
export interface Range {
  readonly low: Rational | null;
  readonly high: Rational | null;
}

/** Every number. */
export const EVERYTHING: Range = { low: null, high: null };

/** A single number. */
export function pointRange(value: Rational): Range {
  return { low: value, high: value };
}

/** As far as `margin` on either side. */
export function rangeAround(centre: Rational, margin: Rational): Range {
  return { low: minus(centre, margin), high: plus(centre, margin) };
}

/** The possible sums of a number of each. */
export function addRanges(left: Range, right: Range): Range {
  return {
    low: left.low === null || right.low === null ? null : plus(left.low, right.low),
    high: left.high === null || right.high === null ? null : plus(left.high, right.high),
  };
}

/** The possible sums of a number of each of many. */
export function sumRanges(ranges: readonly Range[]): Range {
  return ranges.reduce(addRanges, pointRange(rational(0)));
}

/** The numbers with the other sign. */
function negateRange({ low, high }: Range): Range {
  return {
    low: high === null ? null : negated(high),
    high: low === null ? null : negated(low),
  };
}

/** The possible differences of a number of `left` minus one of `right`. */
export function subtractRanges(left: Range, right: Range): Range {
  return addRanges(left, negateRange(right));
}

/** The numbers times a positive number. */
export function scaleRange({ low, high }: Range, factor: Rational): Range {
  return {
    low: low === null ? null : times(low, factor),
    high: high === null ? null : times(high, factor),
  };
}

/** The possible quotients; everything if `right` reaches down to zero. */
export function divideRanges(left: Range, right: Range): Range {
  const { low: least, high: most } = right;
  if (least === null || least.over <= 0n) return EVERYTHING;
  const zero = rational(0);
  const by = (end: Rational | null, divisor: Rational | null) =>
    end === null ? null : divisor === null ? zero : dividedBy(end, divisor);
  const isLowAbove = left.low !== null && left.low.over >= 0n;
  const isHighAbove = left.high === null || left.high.over >= 0n;
  return {
    low: by(left.low, isLowAbove ? most : least),
    high: by(left.high, isHighAbove ? least : most),
  };
}

/** The possible products, where one of the ranges is positive throughout. */
export function multiplyRanges(left: Range, positive: Range): Range {
  const { low: least, high: most } = positive;
  if (least === null || least.over < 0n || most === null) return EVERYTHING;
  const product = (end: Rational | null, factors: readonly [Rational, Rational]) =>
    end === null ? null : times(end, end.over >= 0n ? factors[0] : factors[1]);
  return { low: product(left.low, [least, most]), high: product(left.high, [most, least]) };
}

/** The smallest range that contains both. */
export function hullOf(left: Range, right: Range): Range {
  return {
    low: left.low === null || right.low === null ? null : smaller(left.low, right.low),
    high: left.high === null || right.high === null ? null : larger(left.high, right.high),
  };
}

/** True if some number is in both. */
export function overlap(left: Range, right: Range): boolean {
  return isAtMost(left.low, right.high) && isAtMost(right.low, left.high);
}

/** True of a number within the range. */
export function includes(range: Range, value: Rational): boolean {
  return overlap(range, pointRange(value));
}

/** Its width; null if it is unbounded. */
export function widthOf({ low, high }: Range): Rational | null {
  return low === null || high === null ? null : minus(high, low);
}

/** Its middle; null if it is unbounded. */
export function middleOf({ low, high }: Range): Rational | null {
  return low === null || high === null ? null : times(plus(low, high), rational(1, 2));
}

/** The gap between two ranges; zero if they touch or overlap. */
export function gapBetween(left: Range, right: Range): Rational {
  if (overlap(left, right)) return rational(0);
  const gap = (below: Range, above: Range) =>
    below.high === null || above.low === null ? null : minus(above.low, below.high);
  const [one, other] = [gap(left, right), gap(right, left)];
  return [one, other].find((size) => size !== null && size.over > 0n) ?? rational(0);
}

function isAtMost(low: Rational | null, high: Rational | null): boolean {
  return low === null || high === null || compare(low, high) <= 0;
}
