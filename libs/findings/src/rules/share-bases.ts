import type { FigureIndex } from '../figures/figure-index.js';
import { type PrintedFigure, seriesOf } from '../figures/printed-figure.js';

/**
 * The whole that a share is of, where the publication prints it: of the same area and period,
 * with the share's breakdown or, of one part of it, without.
 */
export function baseOf(index: FigureIndex, share: PrintedFigure): PrintedFigure | undefined {
  const { comparedWith: measure, breakdown, period } = share.figure;
  if (measure === undefined) return undefined;
  const wholeOf = (of: Readonly<Record<string, string>>) =>
    index.beside(share, {
      series: seriesOf({ ...share.figure, measure, breakdown: of }),
      period,
      statistic: 'value',
    });
  if (measure !== share.figure.measure) {
    const same = wholeOf(breakdown);
    if (same !== undefined) return same;
  }
  const without = Object.keys(breakdown).map((name) => {
    const { [name]: _left, ...rest } = breakdown;
    return wholeOf(rest);
  });
  return without.find((whole) => whole !== undefined);
}
