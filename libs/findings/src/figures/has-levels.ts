import { comparedPeriod, type FigureIndex } from './figure-index.js';
import type { PrintedFigure } from './printed-figure.js';

/**
 * True if the levels are printed that a change is between; also of a change that states no period
 * it compares with.
 */
export function hasLevels(index: FigureIndex, claim: PrintedFigure): boolean {
  const before = comparedPeriod(claim);
  if (before === null) return true;
  return [claim.figure.period, before].every(
    (period) => index.level(claim, period) !== undefined,
  );
}
