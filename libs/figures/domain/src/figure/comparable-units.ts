import { compareDecimals, multiplyDecimals, type Decimal } from '@ledger/kernel';
import type { PrintedValue } from '../printed/print.js';
import { isStanding, printOf, type ChainEntry } from './chain-entry.js';
import { UnitsNotComparable } from './figure-refusals.js';
import type { FigureKey } from './figure-key.js';
import { ratio, ratioDecimal, timesRatio } from '../units/ratio.js';
import { factorBetween, isComparable, unitNamed } from '../units/unit-registry.js';

/**
 * Refuses a number that could never be compared with what the figure has: 5 CNY beside 5 USD.
 *
 * What came first stays, and decides which units the figure takes; apart from two captures at
 * one locator, it is the only thing in a figure's history that depends on the order of arrival,
 * since neither of the two is wrong by itself. A stored figure that has both, from before units
 * had dimensions, takes either.
 *
 * @throws {UnitsNotComparable}
 */
export function refuseIncomparable(
  command: { readonly key: FigureKey; readonly unit: string },
  captured: readonly ChainEntry[],
): void {
  const entries = captured.filter(isStanding);
  const first = entries[0];
  if (first === undefined || printOf(first).unit === command.unit) return;
  const unit = unitNamed(command.unit);
  const isAtHome = entries.some((entry) => isComparable(unitNamed(printOf(entry).unit), unit));
  if (!isAtHome) throw new UnitsNotComparable(command.key, command.unit, printOf(first).unit);
}

/**
 * A printed value in another unit of its dimension; cut after twelve decimals if the conversion
 * does not terminate.
 *
 * @returns null if there is no value, or the units are not comparable
 */
export function valueIn(
  { value, unit }: Pick<PrintedValue, 'value' | 'unit'>,
  wanted: string,
): Decimal | null {
  if (value === null || unit === wanted) return value;
  const factor = factorBetween(unitNamed(unit), unitNamed(wanted));
  return factor === null ? null : ratioDecimal(timesRatio(ratio(value), factor));
}

/** True if both are the same number, compared exactly across units: 5 minutes, 300 seconds. */
export function isSameNumber(
  left: Pick<PrintedValue, 'value' | 'unit'>,
  right: Pick<PrintedValue, 'value' | 'unit'>,
): boolean {
  if (left.value === null || right.value === null) return left.value === right.value;
  const factor = factorBetween(unitNamed(left.unit), unitNamed(right.unit));
  if (factor === null) return false;
  const [one, other] = [
    multiplyDecimals(left.value, factor.over),
    multiplyDecimals(right.value, factor.under),
  ];
  return compareDecimals(one, other) === 0;
}
