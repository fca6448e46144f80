import { periodBounds, periodLength, type Period } from '@ledger/figures-domain';
import type { SeriesAnswer, SeriesLine } from '@ledger/figures-read-models';
import { triangleOf, type Triangle } from './revision-triangle.js';

/** A length of period, and how many figures of a series have it. */
export interface LengthChoice {
  readonly length: string;
  readonly figures: number;
}

/** A line of a series with the figures of one length of period. */
export interface LineOfLength extends SeriesLine {
  readonly rows: readonly (SeriesLine['points'][number] & {
    readonly cells: SeriesLine['vintages']['rows'][number]['cells'];
  })[];
  readonly triangle: Triangle;
}

const NOT_STATED = 'not stated';

function lengthOf(period: Period): string {
  const bounds = periodBounds(period);
  return bounds === null ? NOT_STATED : periodLength(bounds);
}

/** The lengths of period that a series has figures of, the most frequent first. */
export function lengthsOf({ lines }: Pick<SeriesAnswer, 'lines'>): readonly LengthChoice[] {
  const points = lines.flatMap((line) => line.points);
  const byLength = Map.groupBy(points, ({ period }) => lengthOf(period));
  return [...byLength]
    .map(([length, found]) => ({ length, figures: found.length }))
    .sort((left, right) => right.figures - left.figures);
}

/** The lines that have figures of a length, with these alone: others cannot stand beside them. */
export function linesOfLength(
  lines: readonly SeriesLine[],
  length: string | undefined,
): readonly LineOfLength[] {
  return lines.flatMap((line) => {
    const rows = line.points
      .map((point, at) => ({ ...point, cells: line.vintages.rows[at]?.cells ?? [] }))
      .filter(({ period }) => lengthOf(period) === length);
    if (rows.length === 0) return [];
    const triangle = triangleOf(line.vintages, new Set(rows.map(({ key }) => key)));
    return [{ ...line, rows, triangle }];
  });
}
