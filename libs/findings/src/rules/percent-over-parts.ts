import { isUnstated } from '@ledger/figures-domain';
import type { Claim } from '../checks/check.js';
import { type BaseFrom, percentOverParts } from '../checks/part-relations.js';
import type { Rule } from '../checks/rule.js';
import type { FigureIndex } from '../figures/figure-index.js';
import { hasLevels } from '../figures/has-levels.js';
import { type PrintedFigure, seriesOf } from '../figures/printed-figure.js';

/**
 * A percentage change of a total whose levels are not printed, against the parts it is the sum
 * of: their levels and their own changes give both totals.
 */
export const PERCENT_OVER_PARTS: Rule = {
  name: 'percent-change-over-parts',
  version: 1,
  title: 'The percentage change of a total follows from those of its parts',
  claims: function* claims(index) {
    for (const figure of index.figures) {
      if (figure.figure.statistic !== 'percent-change') continue;
      const parts = index.measure(figure)?.sumOf ?? [];
      if (parts.length < 2 || hasLevels(index, figure)) continue;
      const claim = claimOf(index, figure, parts);
      if (claim !== null) yield claim;
    }
  },
};

const PERIOD_NOT_PRINTED =
  'No period is printed with the parts, so they may be of another one; their period would decide.';

/** From parts of the same period, else from those in the same section that state none. */
function claimOf(
  index: FigureIndex,
  claim: PrintedFigure,
  parts: readonly string[],
): Claim | null {
  for (const from of ['change', 'percent-change'] as const) {
    const pairs = parts.map((part) => pairOf(index, claim, { part, from }));
    const stated = pairs.flatMap((pair) => pair ?? []);
    if (stated.length === parts.length) return claimFrom(claim, stated, from);
  }
  for (const from of ['change', 'percent-change'] as const) {
    const pairs = parts.map((part) => unstatedPair(index, claim, { part, from }));
    const unstated = pairs.flatMap((pair) => pair ?? []);
    if (unstated.length < parts.length) continue;
    const undecidedBecause = PERIOD_NOT_PRINTED;
    return { ...claimFrom(claim, unstated, from), undecidedBecause };
  }
  return null;
}

interface Wanted {
  readonly part: string;
  readonly from: Exclude<BaseFrom, 'level'>;
}

interface Pair {
  readonly level: PrintedFigure;
  readonly moved: PrintedFigure;
}

function claimFrom(
  claim: PrintedFigure,
  pairs: readonly Pair[],
  derived: Wanted['from'],
): Claim {
  const levels = pairs.map(({ level }) => level);
  const relation = percentOverParts({ later: levels.length, earlier: 0, derived });
  const operands = [...levels, ...pairs.flatMap(({ level, moved }) => [level, moved])];
  return { claim, hypotheses: [{ relation, operands }] };
}

function pairOf(index: FigureIndex, claim: PrintedFigure, { part, from }: Wanted): Pair | null {
  const { period, comparedWith } = claim.figure;
  const series = seriesOf({ ...claim.figure, measure: part });
  const level = index.beside(claim, { series, period, statistic: 'value' });
  const moved = index.beside(claim, { series, period, statistic: from, comparedWith });
  return level === undefined || moved === undefined ? null : { level, moved };
}

function unstatedPair(
  index: FigureIndex,
  claim: PrintedFigure,
  { part, from }: Wanted,
): Pair | null {
  const printed = index
    .inSeries(seriesOf({ ...claim.figure, measure: part }))
    .filter(
      ({ publication, figure, locator }) =>
        publication === claim.publication &&
        locator.section === claim.locator.section &&
        isUnstated(figure.period),
    );
  const level = printed.find(({ figure }) => figure.statistic === 'value');
  const moved = printed.find(({ figure }) => figure.statistic === from);
  return level === undefined || moved === undefined ? null : { level, moved };
}
