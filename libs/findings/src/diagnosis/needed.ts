import { type Decimal, decimalPlaces } from '@ledger/kernel';
import { unitNamed } from '@ledger/figures-domain';
import { type Range, includes, middleOf, scaleRange, widthOf } from '../numbers/range.js';
import {
  type Rational,
  decimalText,
  dividedBy,
  floorOf,
  plus,
  rational,
  rationalOf,
  times,
} from '../numbers/rational.js';
import type { PrintedFigure } from '../figures/printed-figure.js';

/** The range in the unit that the figure is printed in. */
export function inPrintedUnit(range: Range, figure: PrintedFigure): Range {
  const { over, under } = unitNamed(figure.print.unit).factor;
  return scaleRange(range, dividedBy(rationalOf(under), rationalOf(over)));
}

/** The number of printed decimals. */
export function placesOf({ print }: PrintedFigure): number {
  return decimalPlaces(print.value);
}

/**
 * The number within a range that would be printed as the figure is: the nearest to its middle
 * with as many digits as the printed one, or as its rounding leaves.
 *
 * @returns null if no such number lies within, or the range is unbounded
 */
export function asPrinted(needed: Range, own: Range, figure: PrintedFigure): Decimal | null {
  const range = inPrintedUnit(needed, figure);
  const middle = middleOf(range);
  if (middle === null) return null;
  const step = stepOf(inPrintedUnit(own, figure), figure);
  const steps = floorOf(plus(dividedBy(middle, step), rational(1, 2)));
  const value = times(step, rational(steps));
  const text = decimalText(value, placesOf(figure), 'half-up');
  return includes(range, value) || roundsFrom(middle, text, figure) ? text : null;
}

/** The middle of the range in the figure's unit with its digits; null if unbounded. */
export function roundedMiddle(needed: Range, figure: PrintedFigure): Decimal | null {
  const middle = middleOf(inPrintedUnit(needed, figure));
  return middle === null ? null : decimalText(middle, placesOf(figure), 'half-up');
}

/** An exactly determined percentage is printed rounded, next to where it lies. */
function roundsFrom(middle: Rational, text: Decimal, figure: PrintedFigure): boolean {
  return decimalText(middle, placesOf(figure), 'half-up') === text && placesOf(figure) > 0;
}

function stepOf(own: Range, figure: PrintedFigure): Rational {
  const width = widthOf(own);
  return width === null || width.over <= 0n
    ? rational(1, 10n ** BigInt(placesOf(figure)))
    : width;
}
