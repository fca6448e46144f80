import { compare, minus, rational, rationalOf, sizeOf } from '../numbers/rational.js';
import { type Range, gapBetween, middleOf, widthOf } from '../numbers/range.js';
import type { Check } from '../checks/check.js';
import type { FigureIndex } from '../figures/figure-index.js';
import { placesOf } from '../diagnosis/needed.js';

/**
 * How a contradiction affects a reader: it reverses a conclusion, it gives another size, or it
 * is off by the last digit; nothing where nothing is contradicted.
 */
export const SEVERITIES = ['conclusion', 'size', 'last-digit', 'none'] as const;

/** How much a finding misleads. */
export type Severity = (typeof SEVERITIES)[number];

/** How misleading the printed number is. */
export function severityOf(index: FigureIndex, check: Check): Severity {
  if (check.verdict !== 'impossible') return 'none';
  if (check.contradiction !== undefined) return 'size';
  const printed = index.range(check.claim);
  if (isTurnedRound(check, printed)) return 'conclusion';
  return isLastDigit(check, printed) ? 'last-digit' : 'size';
}

function isTurnedRound({ claim, recomputed }: Check, printed: Range): boolean {
  if (!claim.figure.statistic.endsWith('change')) return false;
  const isRise = isAbove(printed);
  const isFall = isBelow(printed);
  return (isRise && isBelow(recomputed)) || (isFall && isAbove(recomputed));
}

function isAbove({ low }: Range): boolean {
  return low !== null && low.over >= 0n;
}

function isBelow({ high }: Range): boolean {
  return high !== null && high.over <= 0n;
}

/** A difference of at most two units of the last printed digit, between the middles. */
function isLastDigit({ claim, recomputed }: Check, printed: Range): boolean {
  const [one, other] = [middleOf(printed), middleOf(recomputed)];
  if (one === null || other === null) return false;
  const width = widthOf(printed);
  const unit =
    width !== null && width.over > 0n ? width : rational(1, 10n ** BigInt(placesOf(claim)));
  const size = sizeOf(rationalOf(claim.print.value));
  const isSmall = compare(sizeOf(minus(one, other)), unit) <= 0;
  return (
    isSmall && compare(size, unit) > 0 && compare(gapBetween(printed, recomputed), unit) <= 0
  );
}
