import type { PrintedFigure } from '../figures/printed-figure.js';

/** Where a figure is found by a reader: its line, else its table's row and column. */
export function placeOf({ locator }: PrintedFigure): string {
  const { line, table, row, column, section, reference } = locator;
  if (line !== undefined) return `line ${line}`;
  const cell = [table, row, column].filter((part) => part !== undefined).join(', ');
  return cell || section || reference || 'no location given';
}

/** What is printed, as it is printed. */
export function quoted({ print }: PrintedFigure): string {
  return print.printed.trim();
}
