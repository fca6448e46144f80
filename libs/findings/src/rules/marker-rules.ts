import { compareText } from '@ledger/kernel';
import { periodBounds } from '@ledger/figures-domain';
import type { Claim, Hypothesis } from '../checks/check.js';
import { STATED, UNSTATED } from '../checks/relation.js';
import type { Rule } from '../checks/rule.js';
import type { FigureIndex } from '../figures/figure-index.js';
import { type PrintedFigure, seriesOf } from '../figures/printed-figure.js';
import { compare, rationalOf } from '../numbers/rational.js';

/** Provisional numbers, against what was published after them. */
export const FINALISED: Rule = {
  name: 'provisional-never-final',
  version: 1,
  title: 'A provisional number is final in a later paper',
  claims: function* claims(index) {
    for (const figure of index.figures) {
      if (!figure.print.markers.includes('p')) continue;
      const claim = finalClaim(index, figure);
      if (claim !== null) yield claim;
    }
  },
};

/** Numbers that are marked as revised, against those that they revise. */
export const REVISED: Rule = {
  name: 'revised-and-unchanged',
  version: 1,
  title: 'A number that is marked as revised is another one than before',
  claims: function* claims(index) {
    for (const figure of index.figures) {
      if (!figure.print.markers.includes('r')) continue;
      const before = publishedBefore(index, figure);
      if (before !== undefined) yield revisedClaim(figure, before);
    }
  },
};

const STILL_PROVISIONAL =
  'The last paper that prints it still marks it as provisional; the final number would decide.';
const NEVER_AGAIN =
  'Later papers go on with its series and never print it again; the final number would decide.';
const REVISED_TO_THE_SAME =
  'It is marked as revised, and the paper before printed the same. A number that was printed in ' +
  'between, or more digits of it, would decide.';

/** Nothing to check until a later paper prints the figure or goes on with its series. */
function finalClaim(index: FigureIndex, claim: PrintedFigure): Claim | null {
  const later = index
    .all(identityOf(claim))
    .filter((other) => isOfLaterPaper(other, claim))
    .toSorted((left, right) => compareText(left.published, right.published));
  const final = later.find(({ print }) => !print.markers.includes('p'));
  if (final !== undefined) return { claim, hypotheses: [said(final)] };
  const last = later.at(-1);
  if (last !== undefined) {
    return { claim, hypotheses: [open(last)], undecidedBecause: STILL_PROVISIONAL };
  }
  const next = index
    .inSeries(seriesOf(claim.figure))
    .find((other) => isOfLaterPaper(other, claim) && endsLater(other, claim));
  if (next === undefined) return null;
  return { claim, hypotheses: [open(next)], undecidedBecause: NEVER_AGAIN };
}

function revisedClaim(claim: PrintedFigure, before: PrintedFigure): Claim {
  const isSame =
    compare(rationalOf(claim.print.value), rationalOf(before.print.value)) === 0 &&
    claim.print.unit === before.print.unit;
  if (!isSame) return { claim, hypotheses: [said(before)] };
  return { claim, hypotheses: [open(before)], undecidedBecause: REVISED_TO_THE_SAME };
}

/** The last appearance in a paper that was published before. */
function publishedBefore(index: FigureIndex, claim: PrintedFigure): PrintedFigure | undefined {
  return index
    .all(identityOf(claim))
    .filter((other) => isOfLaterPaper(claim, other))
    .toSorted((left, right) => compareText(left.published, right.published))
    .at(-1);
}

function isOfLaterPaper(later: PrintedFigure, earlier: PrintedFigure): boolean {
  return later.publication !== earlier.publication && later.published > earlier.published;
}

/** True of a period that ends after the other; of two that do not say, false. */
function endsLater({ figure }: PrintedFigure, { figure: other }: PrintedFigure): boolean {
  const [one, two] = [periodBounds(figure.period), periodBounds(other.period)];
  return one !== null && two !== null && one.to > two.to;
}

function identityOf({ figure }: PrintedFigure) {
  const { period, statistic, comparedWith } = figure;
  return { series: seriesOf(figure), period, statistic, comparedWith };
}

function said(other: PrintedFigure): Hypothesis {
  return { relation: STATED, operands: [other] };
}

function open(other: PrintedFigure): Hypothesis {
  return { relation: UNSTATED, operands: [other] };
}
