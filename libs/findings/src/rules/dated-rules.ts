import { periodBounds } from '@ledger/figures-domain';
import type { Claim } from '../checks/check.js';
import { UNSTATED } from '../checks/relation.js';
import type { Rule } from '../checks/rule.js';
import type { FigureIndex } from '../figures/figure-index.js';
import type { PrintedFigure } from '../figures/printed-figure.js';

/** A count over a period that had not begun when the paper was published. */
export const NOT_YET_BEGUN: Rule = {
  name: 'period-not-yet-begun',
  version: 1,
  title: 'A paper counts nothing in a period that begins after its own date',
  claims: function* claims(index) {
    for (const figure of index.figures) {
      if (isCounted(index, figure) && beginsLater(figure)) yield claimOf(figure);
    }
  },
};

/** Members of breakdowns that mark a number as past, or as still to come. */
const DONE = /^(?:completed|delivered|formed|held)$/;
const TO_COME = /^(?:planned|expected|proposed|scheduled|ready-to-start|not-started)$/;

function isCounted(index: FigureIndex, { figure, print }: PrintedFigure): boolean {
  if (index.vocabulary.measures.get(figure.measure)?.kind !== 'flow') return false;
  if (figure.statistic !== 'value' || print.markers.some((marker) => 'fe'.includes(marker))) {
    return false;
  }
  const words = [...Object.values(figure.breakdown), ...figure.measure.split(/[.-]/)];
  return !words.some((word) => TO_COME.test(word) || word === 'target' || word === 'budget');
}

/** True if its first day is after the last one that the date of publication can mean. */
function beginsLater({ figure, published }: PrintedFigure): boolean {
  const bounds = periodBounds(figure.period);
  const day = published.slice(0, 10);
  return bounds !== null && bounds.from.slice(0, day.length) > day;
}

/** Unless the figure is marked as past, it may be an unmarked plan. */
function claimOf(claim: PrintedFigure): Claim {
  const hypotheses = [{ relation: UNSTATED, operands: [] }] as const;
  const isDone = Object.values(claim.figure.breakdown).some((member) => DONE.test(member));
  if (!isDone) return { claim, hypotheses, undecidedBecause: MAY_BE_PLANNED };
  const when = `The paper is of ${claim.published}, before that time had begun`;
  const contradiction = `${when}, and says that it happened.`;
  return { claim, hypotheses, contradiction };
}

const MAY_BE_PLANNED =
  'That time had not begun when the paper was published. Whether it speaks of a plan would decide.';
