import { Big } from 'big.js';
import { LedgerError } from './ledger-error.js';

declare const decimal: unique symbol;

/** An exact decimal as text: digits with an optional sign and point, nothing else. */
export type Decimal = string & { readonly [decimal]: true };

/** More characters than any published quantity has; bounds the cost of one report. */
export const DECIMAL_DIGITS_MAX = 60;

/** A text that is not a plain decimal. */
export class MalformedDecimal extends LedgerError {
  readonly code = 'malformed-decimal';
  readonly kind = 'refusal';

  constructor(readonly text: string) {
    super(
      text.length > DECIMAL_DIGITS_MAX
        ? `A decimal has ${DECIMAL_DIGITS_MAX} characters at most; this one has ${text.length}.`
        : `"${text}" is not a decimal: give digits with an optional sign and point, ` +
            'without exponent, thousands separator or unit.',
    );
  }
}

const DECIMAL = /^[+-]?\d+(?:\.\d+)?$/;

/** True if {@link parseDecimal} accepts the text. */
export function isDecimal(text: string): text is Decimal {
  return text.length <= DECIMAL_DIGITS_MAX && DECIMAL.test(text);
}

/**
 * Parses a published value without rounding it.
 *
 * The digits are kept as printed: `1.50` stays `1.50`, because how many decimals a publisher
 * showed is part of what was published.
 *
 * @param text decimal digits with an optional sign and point, in the figure's own unit; at most
 *   {@link DECIMAL_DIGITS_MAX} characters
 * @throws {MalformedDecimal} on anything else, the empty string included
 */
export function parseDecimal(text: string): Decimal {
  if (!isDecimal(text)) throw new MalformedDecimal(text);
  return text;
}

/** The canonical form, which equal numbers share: `+01.50` becomes `1.5`. */
export function canonicalDecimal(value: Decimal): Decimal {
  if (PLAIN.test(value)) return value;
  return plain(exact(value));
}

/** The number of digits after the point: 2 for `1.50`, 0 for `12`. */
export function decimalPlaces(value: Decimal): number {
  const point = value.indexOf('.');
  return point < 0 ? 0 : value.length - point - 1;
}

/** Negative, zero or positive as `left` is below, equal to or above `right`. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  return exact(left).cmp(exact(right));
}

/** The exact sum. */
export function addDecimals(left: Decimal, right: Decimal): Decimal {
  return plain(exact(left).plus(right));
}

/** The exact difference, `left` minus `right`. */
export function subtractDecimals(left: Decimal, right: Decimal): Decimal {
  return plain(exact(left).minus(right));
}

/** The exact product. */
export function multiplyDecimals(left: Decimal, right: Decimal): Decimal {
  return plain(exact(left).times(right));
}

/**
 * The quotient rounded half away from zero to `places` digits after the point.
 *
 * @throws {RangeError} if `right` is zero
 */
export function divideDecimals(left: Decimal, right: Decimal, places: number): Decimal {
  if (exact(right).eq(0)) throw new RangeError('A decimal cannot be divided by zero.');
  const dividend = exact(left);
  const divisor = Object.assign(Big(), { DP: places, RM: 1 });
  return plain(new divisor(dividend).div(exact(right)));
}

/** Ten to the power of `exponent`, exactly; the exponent may be negative. */
export function powerOfTen(exponent: number): Decimal {
  const text = exponent >= 0 ? `1${'0'.repeat(exponent)}` : `0.${'0'.repeat(-exponent - 1)}1`;
  return text as Decimal;
}

/** The value without its sign. */
export function absoluteDecimal(value: Decimal): Decimal {
  return value.replace(/^[+-]/, '') as Decimal;
}

/** The value with the other sign; zero has none. */
export function negateDecimal(value: Decimal): Decimal {
  return plain(exact(value).times(-1));
}

const PLAIN = /^(?:0|-?[1-9]\d*)$/;

/** The decimal library accepts every decimal but one with a plus. */
function exact(value: Decimal): Big {
  return new Big(value.startsWith('+') ? value.slice(1) : value);
}

function plain(value: Big): Decimal {
  const text = value.toFixed();
  return (text === '-0' ? '0' : text) as Decimal;
}
