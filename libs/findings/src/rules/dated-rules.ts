import { periodBounds } from '@ledger/figures-domain';
import type { Claim } from '../checks/check.js';
import { UNSTATED } from '../checks/relation.js';
import type { Rule } from '../checks/rule.js';
import type { FigureIndex } from '../figures/figure-index.js';
import { earlier, monthsOf } from '../figures/months.js';
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

/** A whole period that was not over when the paper was published. */
export const NOT_YET_OVER: Rule = {
  name: 'period-not-yet-over',
  version: 1,
  title: 'What is counted over a period is published after its end',
  claims: function* claims(index) {
    for (const figure of index.figures) {
      if (!isCounted(index, figure) || beginsLater(figure) || !endsLater(figure)) continue;
      if (index.measure(figure)?.valueType !== 'count') continue;
      if (figure.print.markers.includes('p')) continue;
      const hypotheses = [{ relation: UNSTATED, operands: [] }] as const;
      yield { claim: figure, hypotheses, undecidedBecause: MAY_BE_SO_FAR };
    }
  },
};

/**
 * A table of the paper's own numbers that is headed with another year: the months are those that
 * the paper reports on.
 */
export const ANOTHER_YEAR: Rule = {
  name: 'table-of-another-year',
  version: 1,
  title: 'A table of the paper itself is of the time that the paper reports on',
  claims: function* claims(index) {
    for (const cells of index.tables()) {
      const [claim, ...others] = cells;
      if (claim === undefined || !isOfAnotherYear(index, cells)) continue;
      const last = others.at(-1);
      const operands = last === undefined ? [] : [last];
      const hypotheses = [{ relation: UNSTATED, operands }] as const;
      yield { claim, hypotheses, undecidedBecause: MAY_BE_THAT_YEAR };
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

function endsLater({ figure, published }: PrintedFigure): boolean {
  const bounds = periodBounds(figure.period);
  const day = published.slice(0, 10);
  return bounds !== null && bounds.to.slice(0, day.length) > day;
}

const MONTHS_OF_A_YEAR = 12;

/** True if every cell is the paper's own, and all are as many whole years before its window. */
function isOfAnotherYear(index: FigureIndex, cells: readonly PrintedFigure[]): boolean {
  const [first] = cells;
  const { window } = index.vocabulary.publications.get(first?.publication ?? '') ?? {};
  const reported = window === undefined ? null : monthsOf(window);
  if (reported === null || cells.some(({ role }) => role !== 'primary')) return false;
  const periods = cells.map(({ figure }) => monthsOf(figure.period));
  const years = periods.map((months) =>
    months === null ? 0 : Math.ceil((reported.first - months.first) / MONTHS_OF_A_YEAR),
  );
  const by = years[0] ?? 0;
  return periods.every((months, at) => {
    if (months === null || by <= 0 || years[at] !== by) return false;
    const shifted = earlier(months, -by * MONTHS_OF_A_YEAR);
    return shifted.first >= reported.first && shifted.last <= reported.last;
  });
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

const MAY_BE_SO_FAR =
  'The period was not over when the paper was published. Whether it counts what had happened so ' +
  'far would decide.';
const MAY_BE_THAT_YEAR =
  'The months are those that the paper reports on, of another year, and the paper does not call ' +
  'the table a comparison. Whether its heading names the right year would decide.';
const MAY_BE_PLANNED =
  'That time had not begun when the paper was published. Whether it speaks of a plan would decide.';
