import { type FigureIdentity, type FigureKey, figureKey } from '@ledger/figures-domain';
import { divisionsOf } from './divisions.js';
import { countOf, monthsOf, periodOfMonths } from './months.js';
import type { PrintedFigure, Vocabulary } from './printed-figure.js';

/** Everything that is printed of a measure in an area. */
export interface MeasureInArea {
  readonly measure: string;
  readonly area: string;
}

/**
 * The figures of other publications that the rules compare with those of one: all appearances of
 * the same figures, the parts and the earlier counts to date of totals, and, for changes and
 * provisional numbers, their series.
 */
export interface ComparedElsewhere {
  readonly keys: readonly FigureKey[];
  readonly measures: readonly MeasureInArea[];
}

/** Longer counts to date are not split into an earlier one and the rest. */
export const TO_DATE_MONTHS_MAX = 24;

/** What has to be read beside one publication's figures so that no check of theirs is missing. */
export function comparedElsewhere(
  figures: readonly PrintedFigure[],
  vocabulary: Vocabulary,
): ComparedElsewhere {
  const keys = new Set<FigureKey>();
  const measures = new Map<string, MeasureInArea>();
  const divisions = divisionsOf(vocabulary);
  for (const { key, figure, print } of figures) {
    keys.add(key);
    const { measure, area, statistic } = figure;
    const parts = vocabulary.measures.get(measure)?.sumOf ?? [];
    if (statistic === 'value') {
      for (const count of earlierCounts(figure, vocabulary)) keys.add(count);
      for (const part of parts) keys.add(figureKey({ ...figure, measure: part }));
      for (const part of (divisions.get(area) ?? []).flat()) {
        keys.add(figureKey({ ...figure, area: part }));
      }
    }
    const isChange = statistic.endsWith('change');
    if (!isChange && !print.markers.includes('p')) continue;
    for (const one of [measure, ...(isChange ? parts : [])]) {
      measures.set(`${one}/${area}`, { measure: one, area });
    }
  }
  return { keys: [...keys], measures: [...measures.values()] };
}

/** The keys of the same count over the first months of its period. */
function earlierCounts(figure: FigureIdentity, { measures }: Vocabulary): readonly FigureKey[] {
  const months = monthsOf(figure.period);
  if (months === null || measures.get(figure.measure)?.kind !== 'flow') return [];
  const count = countOf(months);
  if (count < 2 || count > TO_DATE_MONTHS_MAX) return [];
  const { first } = months;
  return Array.from({ length: count - 1 }, (_, at) => {
    const period = periodOfMonths({ first, last: first + at });
    return figureKey({ ...figure, period });
  });
}
