import type { Claim } from '../checks/check.js';
import { SUM } from '../checks/relation.js';
import type { Rule } from '../checks/rule.js';
import { TO_DATE_MONTHS_MAX } from '../figures/compared-elsewhere.js';
import { divisionsOf } from '../figures/divisions.js';
import type { FigureIndex } from '../figures/figure-index.js';
import { type Months, countOf, monthsOf, periodOfMonths } from '../figures/months.js';
import { type PrintedFigure, seriesOf } from '../figures/printed-figure.js';
import type { PartIdentity } from './total-rules.js';

/**
 * What is counted up to now against what was counted up to a month before, and the rest. Where
 * the earlier count stands in another paper, the difference is what was revised without a word.
 */
export const TO_DATE: Rule = {
  name: 'count-to-date',
  version: 1,
  title: 'A count to date is the earlier count to date and what came after',
  claims: function* claims(index) {
    for (const figure of index.figures) {
      if (index.measure(figure)?.kind !== 'flow') continue;
      if (figure.figure.statistic !== 'value') continue;
      const months = monthsOf(figure.figure.period);
      if (months === null || countOf(months) < 2 || countOf(months) > TO_DATE_MONTHS_MAX)
        continue;
      const claim = splitClaim(index, figure, months);
      if (claim !== null) yield claim;
    }
  },
};

/** A total against parts of which some stand in another paper only. */
export const TOTAL_ELSEWHERE: Rule = {
  name: 'total-less-parts',
  version: 1,
  title: 'A total less its parts leaves the part that was published before',
  claims: function* claims(index) {
    const divisions = divisionsOf(index.vocabulary);
    for (const figure of index.figures) {
      const { statistic, measure, area } = figure.figure;
      if (statistic !== 'value' || index.measure(figure)?.kind === 'ratio') continue;
      const byMeasure = index.vocabulary.measures.get(measure)?.sumOf ?? [];
      const sets = [
        byMeasure.map((part) => ({ ...figure.figure, measure: part })),
        ...(divisions.get(area) ?? []).map((parts) =>
          parts.map((part) => ({ ...figure.figure, area: part })),
        ),
      ];
      for (const parts of sets) {
        const claim = parts.length < 2 ? null : restClaim(index, figure, parts);
        if (claim !== null) yield claim;
      }
    }
  },
};

const REVISED_SINCE =
  'The earlier count stands in another paper and may have been revised since; it, as this paper ' +
  'counts it, would decide.';
const PART_REVISED_SINCE =
  'A part stands in another paper and may have been revised since; it, as this paper counts it, ' +
  'would decide.';

/** The longest earlier count in the same paper, else in another. */
function splitClaim(index: FigureIndex, claim: PrintedFigure, months: Months): Claim | null {
  const splits = Array.from({ length: countOf(months) - 1 }, (_, at) => months.last - 1 - at);
  let elsewhere: readonly [PrintedFigure, PrintedFigure] | null = null;
  for (const last of splits) {
    const rest = index.level(claim, periodOfMonths({ first: last + 1, last: months.last }));
    if (rest === undefined) continue;
    const period = periodOfMonths({ first: months.first, last });
    const before = index.level(claim, period);
    if (before !== undefined) {
      if (isEven(months, last)) continue;
      return { claim, hypotheses: [{ relation: SUM, operands: [before, rest] }] };
    }
    const other = index.elsewhere(claim, {
      series: seriesOf(claim.figure),
      period,
      statistic: 'value',
    });
    if (other !== undefined && other.published <= claim.published) {
      elsewhere ??= [other, rest];
    }
  }
  if (elsewhere === null) return null;
  const hypotheses = [{ relation: SUM, operands: elsewhere }] as const;
  return { claim, hypotheses, undecidedBecause: REVISED_SINCE };
}

/** True of two halves: they are parts of equal length, which are added up by themselves. */
function isEven({ first, last }: Months, split: number): boolean {
  return split - first + 1 === last - split;
}

/** Some parts in the claim's own paper, the rest as published before. */
function restClaim(
  index: FigureIndex,
  claim: PrintedFigure,
  parts: readonly PartIdentity[],
): Claim | null {
  const all = parts.map((part) => {
    const asked = { series: seriesOf(part), period: part.period, statistic: part.statistic };
    return { own: index.beside(claim, asked), asked };
  });
  const own = all.filter((part) => part.own !== undefined);
  if (own.length === 0 || own.length === all.length) return null;
  const operands = all.flatMap((part) => part.own ?? index.elsewhere(claim, part.asked) ?? []);
  if (operands.length < all.length) return null;
  if (operands.some(({ published }) => published > claim.published)) return null;
  const hypotheses = [{ relation: SUM, operands }] as const;
  return { claim, hypotheses, undecidedBecause: PART_REVISED_SINCE };
}
