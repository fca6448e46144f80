import type { Claim, Hypothesis } from '../checks/check.js';
import { rankIn } from '../checks/rank-relation.js';
import type { Rule } from '../checks/rule.js';
import { type FigureIndex, tableOf } from '../figures/figure-index.js';
import { type PrintedFigure, seriesOf } from '../figures/printed-figure.js';

/** A rank against the values ranked. */
export const RANK: Rule = {
  name: 'rank-of-values',
  version: 1,
  title: 'A rank is that of the value among those it is printed with',
  claims: function* claims(index) {
    for (const figure of index.figures) {
      if (figure.figure.statistic !== 'rank') continue;
      const claim = claimOf(index, figure);
      if (claim !== null) yield claim;
    }
  },
};

const AMONG_WHOM =
  'The paper does not print the values of all that are ranked in one table; such a table would ' +
  'decide.';

/** Names of dimensions that say what is ranked, and not of what. */
const RANKED_BY = 'ranked-by';
const AMONG = 'among';

function claimOf(index: FigureIndex, claim: PrintedFigure): Claim | null {
  const { breakdown, area } = claim.figure;
  if (breakdown[AMONG] !== undefined) return null;
  const own = valueOf(index, claim, area);
  const areas = siblingsOf(index, area);
  const others = areas.flatMap((other) => valueOf(index, claim, other) ?? []);
  if (own === undefined || others.length < 2) return null;
  const table = tableOf(own);
  const isComplete =
    others.length === areas.length &&
    table !== null &&
    [claim, ...others].every((figure) => tableOf(figure) === table);
  const operands = [own, ...others];
  const ranked = (first: 'highest' | 'lowest'): Hypothesis => ({
    supposing: `the ${first} is the first`,
    relation: rankIn(first, isComplete),
    operands,
  });
  const hypotheses = [ranked('highest'), ranked('lowest')] as const;
  return isComplete
    ? { claim, hypotheses }
    : { claim, hypotheses, undecidedBecause: AMONG_WHOM };
}

/** The value of an area that the rank is of: a level unless the rank says by what. */
function valueOf(
  index: FigureIndex,
  claim: PrintedFigure,
  area: string,
): PrintedFigure | undefined {
  const { [RANKED_BY]: by = 'value', ...breakdown } = claim.figure.breakdown;
  const series = seriesOf({ ...claim.figure, area, breakdown });
  return index
    .inSeries(series)
    .find(
      ({ publication, figure }) =>
        publication === claim.publication &&
        figure.statistic === by &&
        figure.period === claim.figure.period,
    );
}

/** The other areas of its kind within the same area. */
function siblingsOf({ vocabulary }: FigureIndex, area: string): readonly string[] {
  const own = vocabulary.areas.get(area);
  if (own?.parent === undefined) return [];
  return [...vocabulary.areas.values()].flatMap(({ id, kind, parent }) =>
    id !== area && kind === own.kind && parent === own.parent ? [id] : [],
  );
}
