import {
  EVERYTHING,
  type Range,
  addRanges,
  divideRanges,
  hullOf,
  multiplyRanges,
  pointRange,
  scaleRange,
  subtractRanges,
  sumRanges,
} from '../numbers/range.js';
import { type Rational, dividedBy, minus, rational, times } from '../numbers/rational.js';

/** How a number is made from others: what it is then, and what one of them would have to be. */
export interface Relation {
  /** In words for the arithmetic: `a - b`. */
  readonly formula: string;
  /** True if it only bounds the number or repeats it, so that a wide answer is a full one. */
  readonly isBound?: boolean;
  /** What the number can be, given what the others can be. */
  readonly evaluate: (operands: readonly Range[]) => Range;
  /** What the operand at a place would have to be for the number to be `claim`. */
  readonly solve: (at: number, claim: Range, operands: readonly Range[]) => Range;
}

const HUNDRED = rational(100);

/** The later less the earlier. */
export const DIFFERENCE: Relation = {
  formula: 'later - earlier',
  evaluate: ([later = EVERYTHING, earlier = EVERYTHING]) => subtractRanges(later, earlier),
  solve: (at, claim, [later = EVERYTHING, earlier = EVERYTHING]) =>
    at === 0 ? addRanges(earlier, claim) : subtractRanges(later, claim),
};

/** By how many per cent of the earlier the later differs from it. */
export const PERCENT_CHANGE: Relation = {
  formula: '100 x (later - earlier) / earlier',
  evaluate: ([later = EVERYTHING, earlier = EVERYTHING]) =>
    subtractRanges(scaleRange(divideRanges(later, earlier), HUNDRED), pointRange(HUNDRED)),
  solve: (at, claim, [later = EVERYTHING, earlier = EVERYTHING]) => {
    const factor = scaleRange(addRanges(claim, pointRange(HUNDRED)), rational(1, 100));
    return at === 0 ? multiplyRanges(factor, earlier) : divideRanges(later, factor);
  },
};

/** By how many per cent a number changed that is now `later` and changed by `change`. */
export const PERCENT_OF_CHANGE: Relation = {
  formula: '100 x change / (later - change)',
  evaluate: (operands) =>
    atCorners(operands, ([later, change]) => {
      const earlier = minus(later ?? ZERO, change ?? ZERO);
      return earlier.over <= 0n ? null : times(HUNDRED, dividedBy(change ?? ZERO, earlier));
    }),
  solve: (at, claim, [later = EVERYTHING, change = EVERYTHING]) => {
    const share = divideRanges(claim, addRanges(claim, pointRange(HUNDRED)));
    return at === 1 ? multiplyRanges(share, later) : quotientOf(change, share);
  },
};

/** A number for each `per` of another: 100 for a percentage, 1 for a mean of one each. */
export function quotient(per: number): Relation {
  const factor = rational(per);
  return {
    formula: per === 1 ? 'part / whole' : `${per} x part / whole`,
    evaluate: ([part = EVERYTHING, whole = EVERYTHING]) =>
      scaleRange(divideRanges(part, whole), factor),
    solve: (at, claim, [part = EVERYTHING, whole = EVERYTHING]) =>
      at === 0
        ? scaleRange(multiplyRanges(claim, whole), rational(1, per))
        : scaleRange(divideRanges(part, claim), factor),
  };
}

/** The whole of parts. */
export const SUM: Relation = {
  formula: 'sum of the parts',
  evaluate: sumRanges,
  solve: (at, claim, operands) =>
    subtractRanges(claim, sumRanges(operands.filter((_, index) => index !== at))),
};

/** A number for each `per` of the sums of others: the first half of them by the second. */
export function quotientOfSums(per: number): Relation {
  const { evaluate, solve } = quotient(per);
  const halves = (operands: readonly Range[]) => {
    const half = operands.length / 2;
    return [sumRanges(operands.slice(0, half)), sumRanges(operands.slice(half))];
  };
  return {
    formula: `${per === 1 ? '' : `${per} x `}sum of parts / sum of wholes`,
    evaluate: (operands) => evaluate(halves(operands)),
    solve: (at, claim, operands) => {
      const half = operands.length / 2;
      const side = at < half ? 0 : 1;
      const others = operands.filter(
        (_, index) => index !== at && Math.floor(index / half) === side,
      );
      return subtractRanges(solve(side, claim, halves(operands)), sumRanges(others));
    },
  };
}

/** The mean of numbers of equal weight. */
export const MEAN: Relation = {
  formula: 'mean of the parts',
  evaluate: (operands) => scaleRange(sumRanges(operands), rational(1, operands.length)),
  solve: (at, claim, operands) =>
    SUM.solve(at, scaleRange(claim, rational(operands.length)), operands),
};

/** Some mean of numbers whose weights nobody prints: between the least and the greatest. */
export const BETWEEN: Relation = {
  formula: 'between the least and the greatest',
  isBound: true,
  evaluate: ([first = EVERYTHING, ...others]) => others.reduce(hullOf, first),
  solve: () => EVERYTHING,
};

/** The same number. */
export const SAME: Relation = {
  formula: 'the same number',
  isBound: true,
  evaluate: ([other = EVERYTHING]) => other,
  solve: (_, claim) => claim,
};

/** What is left of a hundred. */
export const COMPLEMENT: Relation = {
  formula: '100 - part',
  evaluate: ([part = EVERYTHING]) => subtractRanges(pointRange(HUNDRED), part),
  solve: (_, claim) => subtractRanges(pointRange(HUNDRED), claim),
};

/**
 * What a function that rises or falls in each of its numbers can be: its greatest and least values
 * are where all numbers are at an end. Everything where a number has no end, or it has no value.
 */
function atCorners(
  operands: readonly Range[],
  value: (numbers: readonly Rational[]) => Rational | null,
): Range {
  let corners: readonly (readonly Rational[])[] = [[]];
  for (const { low, high } of operands) {
    if (low === null || high === null) return EVERYTHING;
    corners = corners.flatMap((corner) => [
      [...corner, low],
      [...corner, high],
    ]);
  }
  const values = corners.map(value);
  const some = values.flatMap((number) => (number === null ? [] : [pointRange(number)]));
  const [first, ...others] = some;
  return first === undefined || some.length < values.length
    ? EVERYTHING
    : others.reduce(hullOf, first);
}

/** Quotients of numbers that may both lie below zero. */
function quotientOf(left: Range, right: Range): Range {
  if (right.low === null || right.high === null) return EVERYTHING;
  if (right.low.over <= 0n && right.high.over >= 0n) return EVERYTHING;
  return atCorners([left, right], ([over, under]) => dividedBy(over ?? ZERO, under ?? ONE));
}

const ZERO = rational(0);
const ONE = rational(1);

/** Nothing that is printed says what the number is made from. */
export const UNTOLD: Relation = {
  formula: 'not printed',
  evaluate: () => EVERYTHING,
  solve: () => EVERYTHING,
};
