import { type Decimal, multiplyDecimals, powerOfTen } from '@ledger/kernel';
import type { PrintedValue } from './print.js';
import { type ReadingContext, readingsSaying } from './printed-readings.js';
import type { Reading } from './reading.js';

/** Smallest and largest power of ten that a heading can put behind every number of a table. */
export const SCALE_MIN = -12;
/** The largest power of ten that a heading may multiply its table's numbers by. */
export const SCALE_MAX = 18;

/** True for a power of ten that a table's heading can give. */
export function isScale(scale: number): boolean {
  return Number.isInteger(scale) && scale >= SCALE_MIN && scale <= SCALE_MAX;
}

/** A printed number with its value. */
export type ScaledPrint = Pick<PrintedValue, 'printed' | 'unit' | 'scale'> & {
  readonly value: Decimal;
};

/**
 * The readings of a printed number that are its value, given the scale of its table: `7,107`
 * under "in millions" says 7107000000, to the nearest million.
 *
 * @returns none if the token, so scaled, does not say the value
 */
export function scaledReadings(
  { printed, unit, value, scale = 0 }: ScaledPrint,
  context?: ReadingContext,
): readonly Reading[] {
  if (scale === 0) return readingsSaying(printed, value, unit, context);
  const unscaled = multiplyDecimals(value, powerOfTen(-scale));
  return readingsSaying(printed, unscaled, unit, context).map((reading) =>
    timesPowerOfTen(reading, scale),
  );
}

/** The reading, the power of ten of its table's heading put behind it. */
export function timesPowerOfTen(reading: Reading, scale: number): Reading {
  if (scale === 0) return reading;
  const size = powerOfTen(scale);
  return {
    ...reading,
    value: multiplyDecimals(reading.value, size),
    step: multiplyDecimals(reading.step, size),
    roughStep: multiplyDecimals(reading.roughStep, size),
  };
}
