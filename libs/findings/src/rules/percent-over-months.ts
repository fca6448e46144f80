import type { Statistic } from '@ledger/figures-domain';
import type { Claim, Hypothesis } from '../checks/check.js';
import { type BaseFrom, percentOverParts } from '../checks/part-relations.js';
import type { Rule } from '../checks/rule.js';
import { type FigureIndex, comparedPeriod } from '../figures/figure-index.js';
import { hasLevels } from '../figures/has-levels.js';
import {
  type Months,
  earlier,
  eachMonth,
  monthsOf,
  periodOfMonths,
} from '../figures/months.js';
import { type PrintedFigure, seriesOf } from '../figures/printed-figure.js';
import { lagOf, partsOver } from './period-rules.js';

/**
 * A percentage change of a period whose levels are not printed, against its months: where the
 * level of an earlier month is not printed either, it follows from the month's own figures, in
 * each of the ways they may be meant.
 */
export const PERCENT_OVER_MONTHS: Rule = {
  name: 'percent-change-over-months',
  version: 1,
  title: 'A percentage change over a period follows from its months',
  claims: function* claims(index) {
    for (const figure of index.figures) {
      if (figure.figure.statistic !== 'percent-change') continue;
      if (index.measure(figure)?.kind !== 'flow' || hasLevels(index, figure)) continue;
      const hypotheses = hypothesesOf(index, figure);
      const [first, ...others] = hypotheses;
      if (first !== undefined) {
        const claim: Claim = { claim: figure, hypotheses: [first, ...others] };
        yield claim;
      }
    }
  },
};

const WAYS: readonly (readonly [BaseFrom, string])[] = [
  ['change', 'an earlier month that is not printed is the month less its change'],
  ['percent-change', 'an earlier month that is not printed follows from its percentage change'],
  ['level', 'an earlier month that is not printed is the one that is named in its place'],
];

function hypothesesOf(index: FigureIndex, claim: PrintedFigure): readonly Hypothesis[] {
  const whole = monthsOf(claim.figure.period);
  const lag = whole === null ? null : lagOf(claim, whole);
  const later = partsOver(index, levelOf(claim), 'value');
  if (whole === null || lag === null || lag === undefined || later === null) return [];
  if (later.length !== eachMonth(whole).length) return [];
  return WAYS.flatMap(([way, supposing]) => {
    const bases = eachMonth(whole).map((month) => baseOf(index, claim, { month, lag, way }));
    if (bases.some((base) => base === null)) return [];
    const known = bases.flatMap((base) => base ?? []);
    const earlierLevels = known.filter(({ from }) => from === 'printed');
    const derived = known.filter(({ from }) => from !== 'printed');
    const relation = percentOverParts({
      later: later.length,
      earlier: earlierLevels.length,
      derived: way,
    });
    const operands = [
      later,
      ...[...earlierLevels, ...derived].map((base) => base.figures),
    ].flat();
    return [{ supposing, relation, operands }];
  });
}

interface Base {
  readonly from: 'printed' | BaseFrom;
  readonly figures: readonly PrintedFigure[];
}

interface Wanted {
  readonly month: Months;
  readonly lag: number;
  readonly way: BaseFrom;
}

/** The level that a month is compared with, printed or derived from the month. */
function baseOf(
  index: FigureIndex,
  claim: PrintedFigure,
  { month, lag, way }: Wanted,
): Base | null {
  const printed = index.level(claim, periodOfMonths(earlier(month, lag)));
  if (printed !== undefined) return { from: 'printed', figures: [printed] };
  const statistic: Statistic = way === 'level' ? 'change' : way;
  const level = index.level(claim, periodOfMonths(month));
  const said = index
    .inSeries(seriesOf(claim.figure))
    .find(
      ({ publication, figure }) =>
        publication === claim.publication &&
        figure.statistic === statistic &&
        figure.period === periodOfMonths(month),
    );
  if (said === undefined || level === undefined) return null;
  if (way !== 'level') return { from: way, figures: [level, said] };
  const named = comparedPeriod(said);
  const base = named === null ? undefined : index.level(claim, named);
  return base === undefined ? null : { from: way, figures: [base] };
}

function levelOf(claim: PrintedFigure): PrintedFigure {
  const { comparedWith: _compared, ...figure } = claim.figure;
  return { ...claim, figure: { ...figure, statistic: 'value' } };
}
