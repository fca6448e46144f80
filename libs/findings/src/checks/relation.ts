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

/**
 * How a number is computed from others: its value, and what each of the others would have to be.
 */
export interface Relation {
  /** The arithmetic in words: `a - b`. */
  readonly formula: string;
  /** True if it only bounds or repeats the number, so that a wide range is a complete answer. */
  readonly isBound?: boolean;
  /** The possible values of the number, given those of the others. */
  readonly evaluate: (operands: readonly Range[]) => Range;
  /** What the operand at an index would have to be for the number to be `claim`. */
  readonly solve: (at: number, claim: Range, operands: readonly Range[]) => Range;
}

const HUNDRED = rational(100);

/** The later minus the earlier. */
export const DIFFERENCE: Relation = {
  formula: 'later - earlier',
  evaluate: ([later = EVERYTHING, earlier = EVERYTHING]) => subtractRanges(later, earlier),
  solve: (at, claim, [later = EVERYTHING, earlier = EVERYTHING]) =>
    at === 0 ? addRanges(earlier, claim) : subtractRanges(later, claim),
};

/** The percentage by which the later differs from the earlier. */
export const PERCENT_CHANGE: Relation = {
  formula: '100 x (later - earlier) / earlier',
  evaluate: ([later = EVERYTHING, earlier = EVERYTHING]) =>
    subtractRanges(scaleRange(divideRanges(later, earlier), HUNDRED), pointRange(HUNDRED)),
  solve: (at, claim, [later = EVERYTHING, earlier = EVERYTHING]) => {
    const factor = scaleRange(addRanges(claim, pointRange(HUNDRED)), rational(1, 100));
    return at === 0 ? multiplyRanges(factor, earlier) : divideRanges(later, factor);
  },
};

/** The percentage change of a number that is now `later` and changed by `change`. */
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

/** A number per `per` of another: 100 for a percentage, 1 for a plain mean. */
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

/** The sum of parts. */
export const SUM: Relation = {
  formula: 'sum of the parts',
  evaluate: sumRanges,
  solve: (at, claim, operands) =>
    subtractRanges(claim, sumRanges(operands.filter((_, index) => index !== at))),
};

/** A number per `per` of the sums of others: the first half of them by the second. */
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

/** The unweighted mean. */
export const MEAN: Relation = {
  formula: 'mean of the parts',
  evaluate: (operands) => scaleRange(sumRanges(operands), rational(1, operands.length)),
  solve: (at, claim, operands) =>
    SUM.solve(at, scaleRange(claim, rational(operands.length)), operands),
};

/** A weighted mean with unknown weights: between the least and the greatest. */
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

/** The rest of a hundred. */
export const COMPLEMENT: Relation = {
  formula: '100 - part',
  evaluate: ([part = EVERYTHING]) => subtractRanges(pointRange(HUNDRED), part),
  solve: (_, claim) => subtractRanges(pointRange(HUNDRED), claim),
};

/**
 * The possible values of a function that is monotonic in each of its numbers: its greatest and
 * least values are at the ends of the numbers. Everything if a number is unbounded, or it has no
 * value.
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

/** Quotients of numbers that may both be negative. */
function quotientOf(left: Range, right: Range): Range {
  if (right.low === null || right.high === null) return EVERYTHING;
  if (right.low.over <= 0n && right.high.over >= 0n) return EVERYTHING;
  return atCorners([left, right], ([over, under]) => dividedBy(over ?? ZERO, under ?? ONE));
}

const ZERO = rational(0);
const ONE = rational(1);

/** Nothing printed says what the number is computed from. */
export const UNSTATED: Relation = {
  formula: 'not printed',
  evaluate: () => EVERYTHING,
  solve: () => EVERYTHING,
};

/**
 * The relation of a number that a statement in the paper bears out. It restricts nothing, so that a
 * check with it is consistent: use it only where the statement was found to agree.
 */
export const STATED: Relation = { ...UNSTATED, formula: 'as stated', isBound: true };
