import { absoluteDecimal, canonicalDecimal } from '@ledger/kernel';
import { type FigureIndex, tableOf } from '../figures/figure-index.js';
import type { PrintedFigure } from '../figures/printed-figure.js';
import { placeOf, quoted } from './places.js';
import type { Slip } from './slip.js';
import type { Suspicion } from './suspicion.js';

/** How many lines away a number in prose still counts as a neighbour. */
const LINES_BESIDE = 3;

/** Neighbours in row, column, sentence or period from which the printed number may have come. */
export function carriedOver(index: FigureIndex, { check, figure }: Suspicion): readonly Slip[] {
  const value = plainValue(figure);
  if (value.replace('.', '').length < 2) return [];
  const isPart = new Set(check.chosen.operands.map(({ key }) => key));
  const [source] = index
    .inPublication(figure.publication)
    .filter(
      (other) =>
        other.key !== figure.key &&
        !isPart.has(other.key) &&
        other.print.unit === figure.print.unit &&
        other.figure.statistic === figure.figure.statistic &&
        plainValue(other) === value &&
        isBeside(figure, other),
    );
  if (source === undefined) return [];
  const words = `${quoted(source)} (${placeOf(source)}) had been carried over`;
  return [{ kind: 'carried-over', words }];
}

function isBeside(figure: PrintedFigure, other: PrintedFigure): boolean {
  const table = tableOf(figure);
  if (table !== null) return table === tableOf(other) && isInLine(figure, other);
  const lines = Math.abs((figure.locator.line ?? 0) - (other.locator.line ?? 0));
  return lines <= LINES_BESIDE && tableOf(other) === null;
}

function isInLine({ locator }: PrintedFigure, other: PrintedFigure): boolean {
  const { row, column } = other.locator;
  return row === locator.row || column === locator.column;
}

function plainValue({ print }: PrintedFigure): string {
  return canonicalDecimal(absoluteDecimal(print.value));
}
