import type { Decimal } from '@ledger/kernel';
import {
  EVERYTHING,
  divideRanges,
  hullOf,
  multiplyRanges,
  pointRange,
  scaleRange,
  subtractRanges,
  sumRanges,
} from '../numbers/range.js';
import {
  compare,
  dividedBy,
  floorOf,
  minus,
  plus,
  rational,
  rationalOf,
  sizeOf,
  times,
} from '../numbers/rational.js';
import type { Relation } from './relation.js';

/** A number per head and month: by the present heads, or by those before their change. */
export function perHead(months: number): Relation {
  const each = rational(1, months);
  return {
    formula: `amount / heads / ${months}`,
    evaluate: ([part = EVERYTHING, heads = EVERYTHING, change]) =>
      scaleRange(
        divideRanges(part, change === undefined ? heads : subtractRanges(heads, change)),
        each,
      ),
    solve: (at, claim, [part = EVERYTHING, heads = EVERYTHING]) => {
      if (at === 2) return EVERYTHING;
      return at === 0
        ? scaleRange(multiplyRanges(claim, heads), rational(months))
        : scaleRange(divideRanges(part, claim), each);
    },
  };
}

/** A share, given its part and another share of the same whole with its part. */
export const sharedBase: Relation = {
  formula: 'other share x part / other part',
  evaluate: ([part = EVERYTHING, otherPart = EVERYTHING, otherShare = EVERYTHING]) =>
    multiplyRanges(otherShare, divideRanges(part, otherPart)),
  solve: (at, claim, [part = EVERYTHING, otherPart = EVERYTHING, otherShare = EVERYTHING]) => {
    if (at === 0) return divideRanges(multiplyRanges(claim, otherPart), otherShare);
    if (at === 1) return divideRanges(multiplyRanges(otherShare, part), claim);
    return multiplyRanges(claim, divideRanges(otherPart, part));
  },
};

/**
 * The percentage nearest to a printed one that a whole number of the whole can give: the test
 * for impossible means of whole numbers, applied to shares.
 *
 * @see Brown and Heathers, The GRIM Test, Social Psychological and Personality Science 8 (2017)
 */
export function wholeShare(printed: Decimal): Relation {
  return {
    formula: '100 x some whole number / whole',
    evaluate: ([whole = EVERYTHING]) => {
      const { low } = whole;
      if (low === null || low.over <= 0n) return EVERYTHING;
      const parts = times(rationalOf(printed), times(low, rational(1, 100)));
      const nearest = floorOf(plus(parts, rational(1, 2)));
      return pointRange(dividedBy(rational(100n * nearest), low));
    },
    solve: () => EVERYTHING,
  };
}

/** The percentage change nearest to a printed one that the change can be of a whole number. */
export function wholeBase(printed: Decimal): Relation {
  return {
    formula: '100 x change / some whole number',
    evaluate: ([change = EVERYTHING]) => {
      const percent = rationalOf(printed);
      if (change.low === null || change.low.over === 0n || percent.over === 0n)
        return EVERYTHING;
      const base = dividedBy(times(rational(100), change.low), percent);
      const below = floorOf(base);
      const nearest = [below, below + 1n].filter((whole) => whole > 0n);
      const percentages = nearest.map((whole) =>
        dividedBy(times(rational(100), change.low ?? percent), rational(whole)),
      );
      const [best] = percentages.toSorted((left, right) =>
        compare(sizeOf(minus(left, percent)), sizeOf(minus(right, percent))),
      );
      return best === undefined ? EVERYTHING : pointRange(best);
    },
    solve: () => EVERYTHING,
  };
}

/** The percentage changes of a change of any level: a rise is no fall. */
export const DIRECTION: Relation = {
  formula: 'of the direction of the change',
  isBound: true,
  evaluate: ([change = EVERYTHING]) => ({
    low: change.low !== null && change.low.over > 0n ? rational(0) : null,
    high: change.high !== null && change.high.over < 0n ? rational(0) : null,
  }),
  solve: (_, claim) => ({
    low: claim.low !== null && claim.low.over > 0n ? rational(0) : null,
    high: claim.high !== null && claim.high.over < 0n ? rational(0) : null,
  }),
};

/**
 * The possible percentages of a change of a level like others of its series: up to half as much
 * again as their sum, or two thirds of it, from one year to the next.
 */
export const impliedBase: Relation = {
  formula: '100 x change / a level within two thirds and three halves of the others',
  isBound: true,
  evaluate: ([change = EVERYTHING, ...levels]) => {
    const level = sumRanges(levels);
    const percent = scaleRange(divideRanges(change, level), rational(100));
    const [one, other] = [rational(2, 3), rational(3, 2)].map((by) => scaleRange(percent, by));
    return one === undefined || other === undefined ? EVERYTHING : hullOf(one, other);
  },
  solve: () => EVERYTHING,
};
