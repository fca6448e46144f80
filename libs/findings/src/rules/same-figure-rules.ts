import { compareText } from '@ledger/kernel';
import { isUnstated } from '@ledger/figures-domain';
import type { Claim } from '../checks/check.js';
import { SAME } from '../checks/relation.js';
import type { Rule } from '../checks/rule.js';
import { type FigureIndex, tableOf } from '../figures/figure-index.js';
import type { PrintedFigure } from '../figures/printed-figure.js';

/** A figure that a paper prints in prose and in a table. */
export const PROSE: Rule = {
  name: 'prose-against-table',
  version: 1,
  title: 'Prose says what the table says',
  claims: (index) =>
    twice(index, (claim, other) => tableOf(claim) === null && tableOf(other) !== null),
};

/** A figure that a paper prints more than once, both times in prose or both in tables. */
export const TWICE: Rule = {
  name: 'printed-twice',
  version: 1,
  title: 'A figure that a paper prints twice is the same both times',
  claims: (index) =>
    twice(index, (claim, other) => (tableOf(claim) === null) === (tableOf(other) === null)),
};

/** A figure that two papers print. */
export const TIE_OUT: Rule = {
  name: 'quoted-against-published',
  version: 1,
  title: 'What is quoted now is what was published then',
  claims: function* claims(index) {
    for (const figures of byKey(index.figures).values()) {
      const inOrder = figures.toSorted(
        (left, right) =>
          compareText(left.published, right.published) ||
          compareText(left.publication, right.publication),
      );
      for (const [at, claim] of inOrder.entries()) {
        const before = inOrder
          .slice(0, at)
          .findLast((one) => one.publication !== claim.publication);
        if (before !== undefined) yield tieOut(claim, before);
      }
    }
  },
};

const NO_REASON_PRINTED =
  'It was published otherwise before, as settled, and no paper says why. A notice of a revision, ' +
  'or of another scope, would decide.';
const WAS_PROVISIONAL =
  'It was published otherwise before, not yet as settled; the final number would decide.';
const MARKED_REVISED =
  'It was published otherwise before, and the paper marks its number as revised or as counted ' +
  'otherwise; its reason would decide.';
const ANNOUNCED = 'The paper says that its number is another one now, and why.';

function tieOut(claim: PrintedFigure, before: PrintedFigure): Claim {
  const hypotheses = [{ relation: SAME, operands: [before] }] as const;
  return { claim, hypotheses, undecidedBecause: movedBecause(claim, before) };
}

/** What the papers say of a number that is printed otherwise. */
function movedBecause(claim: PrintedFigure, before: PrintedFigure): string {
  if (claim.change !== undefined) return ANNOUNCED;
  if (claim.print.markers.some((marker) => 'rbd'.includes(marker))) return MARKED_REVISED;
  return before.print.markers.some((marker) => 'pef'.includes(marker))
    ? WAS_PROVISIONAL
    : NO_REASON_PRINTED;
}

const PERIOD_NOT_PRINTED =
  'No period is printed with either, so they may be of two; the periods would decide.';

/** Each later appearance in a publication against the first that it may be compared with. */
function* twice(
  index: FigureIndex,
  isCompared: (claim: PrintedFigure, other: PrintedFigure) => boolean,
): Iterable<Claim> {
  for (const figures of byKey(index.figures).values()) {
    for (const [at, claim] of figures.entries()) {
      const other = figures.find(
        (one, place) =>
          one.publication === claim.publication &&
          place !== at &&
          isCompared(claim, one) &&
          (place < at || !isCompared(one, claim)),
      );
      if (other !== undefined) yield sameClaim(claim, other);
    }
  }
}

function sameClaim(claim: PrintedFigure, other: PrintedFigure): Claim {
  const hypotheses = [{ relation: SAME, operands: [other] }] as const;
  if (claim.change !== undefined || other.change !== undefined) {
    return { claim, hypotheses, undecidedBecause: ANNOUNCED };
  }
  return isUnstated(claim.figure.period)
    ? { claim, hypotheses, undecidedBecause: PERIOD_NOT_PRINTED }
    : { claim, hypotheses };
}

function byKey(
  figures: readonly PrintedFigure[],
): ReadonlyMap<string, readonly PrintedFigure[]> {
  const lists = new Map<string, PrintedFigure[]>();
  for (const figure of figures) {
    const list = lists.get(figure.key);
    if (list === undefined) lists.set(figure.key, [figure]);
    else list.push(figure);
  }
  return lists;
}
