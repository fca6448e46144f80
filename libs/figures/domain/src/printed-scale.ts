import { type Decimal, multiplyDecimals, powerOfTen } from '@ledger/kernel';
import type { PrintedValue } from './appearance.js';
import { type Reading, printedSays } from './printed-value.js';

/** Smallest and largest power of ten that a heading can put behind every number of a table. */
export const SCALE_MIN = -12;
export const SCALE_MAX = 18;

/** True for a power of ten that a table's heading can give. */
export function isScale(scale: number): boolean {
  return Number.isInteger(scale) && scale >= SCALE_MIN && scale <= SCALE_MAX;
}

/**
 * The reading of a printed number that is its value, given the scale of the table it stands in:
 * `7,107` under "in millions" says 7107000000, to the nearest million.
 *
 * @returns null if the token, so scaled, does not say the value
 */
export function scaledReading(
  print: Pick<PrintedValue, 'printed' | 'unit' | 'scale'> & { readonly value: Decimal },
): Reading | null {
  const { printed, unit, value, scale = 0 } = print;
  if (scale === 0) return printedSays(printed, value, unit);
  const unscaled = multiplyDecimals(value, powerOfTen(-scale));
  const reading = printedSays(printed, unscaled, unit);
  if (reading === null) return null;
  const size = powerOfTen(scale);
  return {
    ...reading,
    value: multiplyDecimals(reading.value, size),
    step: multiplyDecimals(reading.step, size),
    roughStep: multiplyDecimals(reading.roughStep, size),
  };
}
