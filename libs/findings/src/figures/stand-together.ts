import { tableOf } from './figure-index.js';
import type { PrintedFigure } from './printed-figure.js';

/** True of cells of one table, and of numbers on one line. */
export function standTogether(left: PrintedFigure, right: PrintedFigure): boolean {
  const table = tableOf(left);
  if (table !== null && table === tableOf(right)) return true;
  return left.locator.line !== undefined && left.locator.line === right.locator.line;
}
