import type { Decimal } from '@ledger/kernel';

/** An exact fraction of two whole numbers; not in lowest terms. */
export interface Rational {
  readonly over: bigint;
  /** Positive. */
  readonly under: bigint;
}

/** The whole number, or the quotient of two whole numbers, `under` positive. */
export function rational(over: number | bigint, under: number | bigint = 1n): Rational {
  return { over: BigInt(over), under: BigInt(under) };
}

/** The decimal as an exact fraction. */
export function rationalOf(decimal: Decimal): Rational {
  const text: string = decimal.startsWith('+') ? decimal.slice(1) : decimal;
  const point = text.indexOf('.');
  if (point < 0) return { over: BigInt(text), under: 1n };
  const places = text.length - point - 1;
  return { over: BigInt(text.replace('.', '')), under: 10n ** BigInt(places) };
}

/** The exact sum. */
export function plus(left: Rational, right: Rational): Rational {
  if (left.under === right.under) return { over: left.over + right.over, under: left.under };
  const over = left.over * right.under + right.over * left.under;
  return { over, under: left.under * right.under };
}

/** The exact difference, `left` minus `right`. */
export function minus(left: Rational, right: Rational): Rational {
  return plus(left, negated(right));
}

/** The exact product. */
export function times(left: Rational, right: Rational): Rational {
  return { over: left.over * right.over, under: left.under * right.under };
}

/**
 * The exact quotient.
 *
 * @throws {RangeError} if `right` is zero
 */
export function dividedBy(left: Rational, right: Rational): Rational {
  if (right.over === 0n) throw new RangeError('A number cannot be divided by zero.');
  const sign = right.over < 0n ? -1n : 1n;
  return { over: sign * left.over * right.under, under: sign * left.under * right.over };
}

/** The number with the other sign. */
export function negated({ over, under }: Rational): Rational {
  return { over: -over, under };
}

/** The number without its sign. */
export function sizeOf({ over, under }: Rational): Rational {
  return { over: over < 0n ? -over : over, under };
}

/** Negative, zero or positive as `left` is below, equal to or above `right`. */
export function compare(left: Rational, right: Rational): number {
  const difference = left.over * right.under - right.over * left.under;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The smaller of two. */
export function smaller(left: Rational, right: Rational): Rational {
  return compare(left, right) <= 0 ? left : right;
}

/** The larger of two. */
export function larger(left: Rational, right: Rational): Rational {
  return compare(left, right) >= 0 ? left : right;
}

/** The greatest whole number not above. */
export function floorOf({ over, under }: Rational): bigint {
  const quotient = over / under;
  return over < 0n && quotient * under !== over ? quotient - 1n : quotient;
}

/** The least whole number not below. */
export function ceilingOf(value: Rational): bigint {
  return -floorOf(negated(value));
}

/** What becomes of the digits that are not printed. */
export type Rounding = 'half-up' | 'cut-off';

/** The number with `places` digits after its point, half away from zero or cut off. */
export function decimalText(value: Rational, places: number, rounding: Rounding): Decimal {
  const factor = 10n ** BigInt(places);
  const { over, under } = sizeOf(value);
  const scaled = over * factor;
  const digits = rounding === 'half-up' ? (2n * scaled + under) / (2n * under) : scaled / under;
  const sign = value.over < 0n && digits !== 0n ? '-' : '';
  const text = digits.toString().padStart(places + 1, '0');
  if (places === 0) return `${sign}${text}` as Decimal;
  return `${sign}${text.slice(0, -places)}.${text.slice(-places)}` as Decimal;
}
