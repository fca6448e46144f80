import {
  EVERYTHING,
  type Range,
  addRanges,
  divideRanges,
  pointRange,
  scaleRange,
  subtractRanges,
  sumRanges,
} from '../numbers/range.js';
import { rational } from '../numbers/rational.js';
import { PERCENT_CHANGE, type Relation } from './relation.js';

/** What a part's earlier level is derived from, where it is not printed. */
export type BaseFrom = 'change' | 'percent-change' | 'level';

/** How many parts are printed for either period, and what the rest are derived from. */
export interface PartsKnown {
  readonly later: number;
  readonly earlier: number;
  readonly derived: BaseFrom;
}

/**
 * The percentage change of a whole from its parts: their later levels, their earlier ones as far
 * as they are printed, then what each of the others is derived from: level and change, or a
 * level.
 */
export function percentOverParts({ later, earlier, derived }: PartsKnown): Relation {
  return {
    formula: '100 x (sum of later - sum of earlier) / sum of earlier',
    evaluate: (operands) => {
      const rest = operands.slice(later + earlier);
      const bases =
        derived === 'level' ? rest : pairs(rest).map((pair) => baseOf(pair, derived));
      return PERCENT_CHANGE.evaluate([
        sumRanges(operands.slice(0, later)),
        sumRanges([...operands.slice(later, later + earlier), ...bases]),
      ]);
    },
    solve: () => EVERYTHING,
  };
}

type Pair = readonly [level: Range, said: Range];

function baseOf([level, said]: Pair, derived: BaseFrom): Range {
  if (derived === 'change') return subtractRanges(level, said);
  const factor = scaleRange(addRanges(said, pointRange(HUNDRED)), rational(1, 100));
  return divideRanges(level, factor);
}

const HUNDRED = rational(100);

function pairs(ranges: readonly Range[]): readonly Pair[] {
  return ranges.flatMap((range, at) =>
    at % 2 === 0 ? [[range, ranges[at + 1] ?? EVERYTHING] as const] : [],
  );
}
