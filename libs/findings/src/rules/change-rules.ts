import { type Range, includes, overlap } from '../numbers/range.js';
import { compare } from '../numbers/rational.js';
import type { Claim, Hypothesis } from '../checks/check.js';
import {
  DIFFERENCE,
  PERCENT_CHANGE,
  PERCENT_OF_CHANGE,
  UNSTATED,
  quotient,
} from '../checks/relation.js';
import { DIRECTION, wholeBase } from '../checks/ratio-relations.js';
import type { Rule } from '../checks/rule.js';
import { type FigureIndex, comparedPeriod } from '../figures/figure-index.js';
import { countsWholeThings } from '../figures/precision.js';
import { type PrintedFigure, seriesOf } from '../figures/printed-figure.js';

const LEVELS_WOULD_DECIDE = 'The levels of both periods are not printed; they would decide.';
const MAY_BE_REVISED =
  'A level stands in another publication and may have been revised since; both levels as this ' +
  'one counts them would decide.';

/** A change against the two levels. */
export const CHANGE: Rule = {
  name: 'change-from-levels',
  version: 1,
  title: 'A change is the later level less the earlier',
  claims: (index) => claimsOf(index, 'change', (claim) => fromLevels(index, claim, DIFFERENCE)),
};

/** A change of a percentage in points against the two percentages. */
export const POINT_CHANGE: Rule = {
  name: 'point-change-from-levels',
  version: 1,
  title: 'A change in points is the later percentage less the earlier',
  claims: (index) =>
    claimsOf(index, 'point-change', (claim) => fromLevels(index, claim, DIFFERENCE)),
};

/** A percentage change against the levels, or a level and the change. */
export const PERCENT: Rule = {
  name: 'percent-change-from-levels',
  version: 1,
  title: 'A percentage change is the change over the earlier level',
  claims: (index) =>
    claimsOf(
      index,
      'percent-change',
      (claim) =>
        fromLevels(index, claim, PERCENT_CHANGE, fromChange(index, claim)) ??
        fromChangeAlone(index, claim),
    ),
};

const UNKNOWN: Hypothesis = { relation: UNSTATED, operands: [] };

/**
 * A percentage with its change and no level: some whole number has to be the earlier level. That
 * there is one does not mean that it is the right one.
 */
function fromChangeAlone(index: FigureIndex, claim: PrintedFigure): Claim {
  const { period, comparedWith } = claim.figure;
  const series = seriesOf(claim.figure);
  const change = index.beside(claim, { series, period, statistic: 'change', comparedWith });
  const unknown = { hypotheses: [UNKNOWN], undecidedBecause: LEVELS_WOULD_DECIDE } as const;
  if (change === undefined) return { claim, ...unknown };
  if (!overlap(index.range(claim), DIRECTION.evaluate([index.range(change)]))) {
    return { claim, hypotheses: [{ relation: DIRECTION, operands: [change] }] };
  }
  const isWhole = countsWholeThings(change, index.vocabulary) && isKnown(index.range(change));
  if (!isWhole) return { claim, ...unknown };
  const relation = wholeBase(claim.print.value);
  const { low } = relation.evaluate([index.range(change)]);
  const isThere = low === null || includes(index.range(claim), low);
  return isThere
    ? {
        claim,
        hypotheses: [{ relation: UNSTATED, operands: [change] }],
        undecidedBecause: LEVELS_WOULD_DECIDE,
      }
    : { claim, hypotheses: [{ relation, operands: [change] }] };
}

function isKnown({ low, high }: Range): boolean {
  return low !== null && high !== null && compare(low, high) === 0;
}

function* claimsOf(
  index: FigureIndex,
  statistic: PrintedFigure['figure']['statistic'],
  claimOf: (claim: PrintedFigure) => Claim | null,
): Iterable<Claim> {
  for (const figure of index.figures) {
    if (figure.figure.statistic !== statistic || comparedPeriod(figure) === null) continue;
    const claim = claimOf(figure);
    if (claim !== null) yield claim;
  }
}

/** The claim from the levels next to it, else from what else is there. */
function fromLevels(
  index: FigureIndex,
  claim: PrintedFigure,
  relation: Hypothesis['relation'],
  otherwise: Hypothesis | null = null,
): Claim | null {
  const { period } = claim.figure;
  const earlierPeriod = comparedPeriod(claim);
  if (earlierPeriod === null || earlierPeriod === period) return orElse(claim, otherwise);
  const later = index.level(claim, period);
  const earlier = index.level(claim, earlierPeriod);
  if (later !== undefined && earlier !== undefined) {
    return { claim, hypotheses: [{ relation, operands: [later, earlier] }] };
  }
  if (otherwise !== null) return orElse(claim, otherwise);
  const series = seriesOf(claim.figure);
  const [one, other] = [
    later ?? index.elsewhere(claim, { series, period, statistic: 'value' }),
    earlier ?? index.elsewhere(claim, { series, period: earlierPeriod, statistic: 'value' }),
  ];
  if (one === undefined || other === undefined) return null;
  const hypotheses = [{ relation, operands: [one, other] }] as const;
  return { claim, hypotheses, undecidedBecause: MAY_BE_REVISED };
}

function orElse(claim: PrintedFigure, hypothesis: Hypothesis | null): Claim | null {
  return hypothesis === null ? null : { claim, hypotheses: [hypothesis] };
}

/** A percentage change from the change next to it and one of the levels. */
function fromChange(index: FigureIndex, claim: PrintedFigure): Hypothesis | null {
  const { period, comparedWith } = claim.figure;
  const series = seriesOf(claim.figure);
  const change = index.beside(claim, { series, period, statistic: 'change', comparedWith });
  if (change === undefined) return null;
  const later = index.level(claim, period);
  if (later !== undefined) return { relation: PERCENT_OF_CHANGE, operands: [later, change] };
  const earlierPeriod = comparedPeriod(claim);
  const earlier = earlierPeriod === null ? undefined : index.level(claim, earlierPeriod);
  return earlier === undefined
    ? null
    : { relation: quotient(100), operands: [change, earlier] };
}
