import { compareDecimals, subtractDecimals, type Decimal } from '@ledger/kernel';
import { timesEnds, type Ends, type Interval } from './interval.js';

/** True if some number lies within both; of two points, if they are equal. */
export function agree(left: Interval, right: Interval): boolean {
  if (left.dimension !== right.dimension) return false;
  const [one, other] = [over(meant(left), right), over(meant(right), left)];
  if (left.point !== undefined && right.point !== undefined) {
    return one.low !== null && other.low !== null && compareDecimals(one.low, other.low) === 0;
  }
  if (one.low === other.low && one.high === other.high) return true;
  return isBelow(one.low, other.high) && isBelow(other.low, one.high);
}

/** Negative if the left one says more: a bounded interval before an open one, then the narrow. */
export function compareWidths(left: Interval, right: Interval): number {
  const isSame =
    left.low === right.low && left.high === right.high && left.under === right.under;
  if (isSame) return 0;
  const [wide, other] = [widthOf(over(left, right)), widthOf(over(right, left))];
  if (wide === null || other === null) return Number(wide === null) - Number(other === null);
  return wide === other ? 0 : compareDecimals(wide, other);
}

/** The interval that agreement is judged by: the point alone where there is one. */
function meant(interval: Interval): Interval {
  const { point } = interval;
  return point === undefined ? interval : { ...interval, low: point, high: point };
}

/** The ends as far from zero as if both intervals were divided by the same. */
function over(interval: Interval, beside: Interval): Ends {
  const { under } = beside;
  return under === undefined || under === interval.under
    ? interval
    : timesEnds(interval, under);
}

function isBelow(low: Decimal | null, high: Decimal | null): boolean {
  return low === null || high === null || compareDecimals(low, high) < 0;
}

function widthOf({ low, high }: Ends): Decimal | null {
  return low === null || high === null ? null : subtractDecimals(high, low);
}
