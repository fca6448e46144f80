import type { Period } from '@ledger/figures-domain';
import type { Claim, Hypothesis } from '../checks/check.js';
import { overlap } from '../numbers/range.js';
import { BETWEEN, MEAN, SUM, quotientOfSums } from '../checks/relation.js';
import type { Rule } from '../checks/rule.js';
import { type FigureIndex, comparedPeriod } from '../figures/figure-index.js';
import {
  type Months,
  countOf,
  earlier,
  monthsOf,
  periodOfMonths,
  runsOf,
} from '../figures/months.js';
import { type PrintedFigure, seriesOf } from '../figures/printed-figure.js';

/** Longer periods are not split into single months. */
const MONTHS_MAX = 60;

/** The lengths of the parts that a period may be printed in, shortest first. */
const PART_LENGTHS = [1, 3, 6, 12] as const;

/** A quarter, a year or a year to date against its months. */
export const PERIOD_TOTAL: Rule = {
  name: 'total-of-periods',
  version: 1,
  title: 'What is counted over a period is the sum over its months',
  claims: function* claims(index) {
    for (const figure of index.figures) {
      if (index.measure(figure)?.kind !== 'flow') continue;
      const { statistic } = figure.figure;
      if (statistic !== 'value' && statistic !== 'change') continue;
      const operands = partsOver(index, figure);
      if (operands !== null) yield { claim: figure, hypotheses: [{ relation: SUM, operands }] };
    }
  },
};

/** An average over a period against those of its months. */
export const PERIOD_MEAN: Rule = {
  name: 'mean-of-periods',
  version: 1,
  title: 'An average over a period lies between those of its months',
  claims: function* claims(index) {
    for (const figure of index.figures) {
      if (index.measure(figure)?.kind !== 'ratio') continue;
      const { statistic } = figure.figure;
      if (statistic !== 'value' && statistic !== 'mean') continue;
      const operands = partsOver(index, figure, 'value');
      if (operands !== null) yield meanClaim(index, figure, operands);
    }
  },
};

const WEIGHTS_WOULD_DECIDE =
  'It lies among the values of its months and is not their plain mean; what each month weighs ' +
  'would decide.';

/** Weighted and unweighted are two hypotheses; without weights, anything between is one more. */
function meanClaim(
  index: FigureIndex,
  claim: PrintedFigure,
  operands: readonly PrintedFigure[],
): Claim {
  const plain: Hypothesis = {
    supposing: 'every part of the period weighs the same',
    relation: MEAN,
    operands,
  };
  const weighted = weightedMean(index, claim, operands);
  if (weighted !== null) return { claim, hypotheses: [plain, weighted] };
  const printed = index.range(claim);
  const between = BETWEEN.evaluate(operands.map((part) => index.range(part)));
  const among: Hypothesis = { relation: BETWEEN, operands };
  return overlap(printed, between)
    ? { claim, hypotheses: [plain], undecidedBecause: WEIGHTS_WOULD_DECIDE }
    : { claim, hypotheses: [among] };
}

function weightedMean(
  index: FigureIndex,
  claim: PrintedFigure,
  parts: readonly PrintedFigure[],
): Hypothesis | null {
  const [over, under] = index.measure(claim)?.madeFrom ?? [];
  if (over === undefined || under === undefined) return null;
  const of = (measure: string) =>
    parts.flatMap(
      (part) =>
        index.beside(claim, {
          series: seriesOf({ ...claim.figure, measure }),
          period: part.figure.period,
          statistic: 'value',
        }) ?? [],
    );
  const [numerators, denominators] = [of(over), of(under)];
  if (numerators.length < parts.length || denominators.length < parts.length) return null;
  const relation = quotientOfSums(claim.print.unit === 'percent' ? 100 : 1);
  return {
    supposing: 'every part of the period weighs as much as was counted in it',
    relation,
    operands: [...numerators, ...denominators],
  };
}

/** The claim's number over each part of its period, in parts of the shortest length printed. */
export function partsOver(
  index: FigureIndex,
  claim: PrintedFigure,
  statistic = claim.figure.statistic,
): readonly PrintedFigure[] | null {
  const whole = monthsOf(claim.figure.period);
  if (whole === null || countOf(whole) < 2 || countOf(whole) > MONTHS_MAX) return null;
  const lag = lagOf(claim, whole);
  if (lag === null) return null;
  for (const length of PART_LENGTHS) {
    if (length >= countOf(whole)) break;
    const runs = runsOf(whole, length);
    const parts = runs.flatMap((run) => partAt(index, claim, { run, lag, statistic }) ?? []);
    if (runs.length > 0 && parts.length === runs.length) return parts;
  }
  return null;
}

interface Part {
  readonly run: Months;
  /** How many months earlier the compared period is; undefined if the number is no change. */
  readonly lag: number | undefined;
  readonly statistic: PrintedFigure['figure']['statistic'];
}

function partAt(
  index: FigureIndex,
  claim: PrintedFigure,
  { run, lag, statistic }: Part,
): PrintedFigure | undefined {
  return index.beside(claim, {
    series: seriesOf(claim.figure),
    period: periodOfMonths(run),
    statistic,
    comparedWith: lag === undefined ? undefined : periodOfMonths(earlier(run, lag)),
  });
}

/** The months between a change's periods; null if its parts do not follow from it. */
export function lagOf(claim: PrintedFigure, whole: Months): number | null | undefined {
  const compared: Period | null = comparedPeriod(claim);
  if (compared === null) return claim.figure.comparedWith === undefined ? undefined : null;
  const before = monthsOf(compared);
  return before === null || countOf(before) !== countOf(whole)
    ? null
    : whole.first - before.first;
}
