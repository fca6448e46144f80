import type { PrintedFigure, Vocabulary } from './printed-figure.js';

/** Everything that is printed of a measure in an area. */
export interface MeasureInArea {
  readonly measure: string;
  readonly area: string;
}

/**
 * The figures of other publications that the rules compare with those of one: all appearances of
 * the same figures, and, for changes, the levels that they may have been computed from.
 */
export interface ComparedElsewhere {
  readonly keys: readonly string[];
  readonly measures: readonly MeasureInArea[];
}

/** What has to be read beside one publication's figures so that no check of theirs is missing. */
export function comparedElsewhere(
  figures: readonly PrintedFigure[],
  vocabulary: Vocabulary,
): ComparedElsewhere {
  const keys = new Set<string>();
  const measures = new Map<string, MeasureInArea>();
  for (const { key, figure } of figures) {
    keys.add(key);
    if (!figure.statistic.endsWith('change')) continue;
    const { area } = figure;
    const parts = vocabulary.measures.get(figure.measure)?.sumOf ?? [];
    for (const measure of [figure.measure, ...parts]) {
      measures.set(`${measure}/${area}`, { measure, area });
    }
  }
  return { keys: [...keys], measures: [...measures.values()] };
}
