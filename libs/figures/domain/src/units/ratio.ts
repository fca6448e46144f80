import {
  type Decimal,
  addDecimals,
  canonicalDecimal,
  divideDecimals,
  multiplyDecimals,
} from '@ledger/kernel';

/**
 * An exact fraction: a third does not terminate in decimals, but `over` 1 and `under` 3 is
 * exact.
 */
export interface Ratio {
  readonly over: Decimal;
  /** Above zero. */
  readonly under: Decimal;
}

/** Decimals kept of a quotient that does not terminate. */
export const ENDLESS_PLACES = 12;

/** `over` divided by `under`; a whole number or decimal if `under` is left out. */
export function ratio(over: Decimal | number, under: Decimal | number = 1): Ratio {
  return { over: String(over) as Decimal, under: String(under) as Decimal };
}

/** The exact product. */
export function timesRatio(left: Ratio, right: Ratio): Ratio {
  return {
    over: multiplyDecimals(left.over, right.over),
    under: multiplyDecimals(left.under, right.under),
  };
}

/** The exact sum. */
export function plusRatio(left: Ratio, right: Ratio): Ratio {
  return {
    over: addDecimals(
      multiplyDecimals(left.over, right.under),
      multiplyDecimals(right.over, left.under),
    ),
    under: multiplyDecimals(left.under, right.under),
  };
}

/**
 * The ratio as a decimal, cut after {@link ENDLESS_PLACES} decimals if it does not terminate.
 */
export function ratioDecimal({ over, under }: Ratio): Decimal {
  if (under === '1') return canonicalDecimal(over);
  return canonicalDecimal(divideDecimals(over, under, ENDLESS_PLACES));
}

/** True if no decimal is exactly the ratio. */
export function isEndless(value: Ratio): boolean {
  if (value.under === '1') return false;
  const cut = multiplyDecimals(ratioDecimal(value), value.under);
  return cut !== canonicalDecimal(value.over);
}

/** True if both are the same number. */
export function isSameRatio(left: Ratio, right: Ratio): boolean {
  const [one, other] = [
    multiplyDecimals(left.over, right.under),
    multiplyDecimals(right.over, left.under),
  ];
  return canonicalDecimal(one) === canonicalDecimal(other);
}
