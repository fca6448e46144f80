import { type Period, isUnstated } from '@ledger/figures-domain';
import type { Claim } from '../checks/check.js';
import { impliedBase } from '../checks/ratio-relations.js';
import type { Rule } from '../checks/rule.js';
import { type FigureIndex, comparedPeriod } from '../figures/figure-index.js';
import { countOf, monthsOf } from '../figures/months.js';
import { type PrintedFigure, seriesOf } from '../figures/printed-figure.js';

/**
 * A change and its percentage imply a level. Where no level of that period is printed, the
 * implied one is compared with those that other papers print of the same measure and area.
 */
export const IMPLIED_BASE: Rule = {
  name: 'implied-base',
  version: 1,
  title: 'A change and its percentage are of a level like those that are printed elsewhere',
  claims: function* claims(index) {
    for (const figure of index.figures) {
      if (figure.figure.statistic !== 'percent-change') continue;
      if (comparedPeriod(figure) === null || index.measure(figure)?.kind !== 'flow') continue;
      const claim = claimOf(index, figure);
      if (claim !== null) yield claim;
    }
  },
};

const OTHER_PERIODS =
  'The levels are of other periods. The level of the earlier period itself would decide.';

function claimOf(index: FigureIndex, claim: PrintedFigure): Claim | null {
  const { period, comparedWith } = claim.figure;
  const series = seriesOf(claim.figure);
  const change = index.beside(claim, { series, period, statistic: 'change', comparedWith });
  const before = comparedPeriod(claim);
  if (change === undefined || before === null) return null;
  if (index.level(claim, period) !== undefined || index.level(claim, before) !== undefined) {
    return null;
  }
  const levels = levelsElsewhere(index, claim);
  if (levels.length === 0) return null;
  const hypotheses = [{ relation: impliedBase, operands: [change, ...levels] }] as const;
  return { claim, hypotheses, undecidedBecause: OTHER_PERIODS };
}

/** The level in another publication, by any publisher, or the parts that make it up. */
function levelsElsewhere(index: FigureIndex, claim: PrintedFigure): readonly PrintedFigure[] {
  const { measure } = claim.figure;
  const whole = levelOf(index, claim, measure);
  if (whole !== undefined) return [whole];
  const parts = index.measure(claim)?.sumOf ?? [];
  const levels = parts.flatMap((part) => levelOf(index, claim, part) ?? []);
  const [first] = levels;
  const isOne = levels.every(
    ({ publication, figure }) =>
      publication === first?.publication && figure.period === first.figure.period,
  );
  return levels.length === parts.length && isOne ? levels : [];
}

function levelOf(
  index: FigureIndex,
  claim: PrintedFigure,
  measure: string,
): PrintedFigure | undefined {
  const { source: _source, ...breakdown } = claim.figure.breakdown;
  return index
    .inSeries(seriesOf({ ...claim.figure, measure, breakdown }))
    .find(
      ({ publication, figure }) =>
        publication !== claim.publication &&
        figure.statistic === 'value' &&
        spansAlike(figure.period, claim.figure.period),
    );
}

/** Beyond this, the size of a level cannot be estimated. */
const MONTHS_APART_MAX = 24;

const MONTHS_OF_A_YEAR = 12;

/** Periods of equal length and not far apart; for a whole year also an unstated one. */
function spansAlike(level: Period, claimed: Period): boolean {
  const [one, other] = [monthsOf(level), monthsOf(claimed)];
  if (other === null) return false;
  if (one === null) return isUnstated(level) && countOf(other) === MONTHS_OF_A_YEAR;
  return countOf(one) === countOf(other) && Math.abs(one.last - other.last) <= MONTHS_APART_MAX;
}
