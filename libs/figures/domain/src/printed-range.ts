import { type Decimal, compareDecimals, multiplyDecimals, negateDecimal } from '@ledger/kernel';
import { type Amount, amountsOf, leadingNumber, wordsOf } from './printed-amount.js';
import { splitMoney } from './printed-money.js';
import { type SignedText, withoutSign } from './printed-sign.js';
import type { Counting } from './unit-nouns.js';

/** An amount with the sign that touches it. */
export interface SignedAmount {
  readonly amount: Amount;
  readonly sign: SignedText['sign'];
}

const BETWEEN = /\s*(?:-|\bto\b|\band\b|\bor\b)\s*/g;
const LISTED = /\s*(?:, |;|-|\bto\b|\band\b)\s*/g;
const LEADING_WORD = /^(?:between|from) /;
const BRACKETS = /^[([]([^()[\]]+)[\])]$/;

/**
 * The two ends of "5-6%", "£16 to £17 million" or `[11.9, 12.7]`.
 *
 * Each end has the sign that touches it and no other. A scale and a unit behind the second end are
 * those of the first too, unless it has its own.
 *
 * @param text tidied, with its signs
 * @returns the low and the high end, or none if the text is no range
 */
export function rangeOf(text: string, counting: Counting): readonly SignedAmount[] {
  const inner = BRACKETS.exec(text)?.[1];
  const bare = (inner ?? text).replace(LEADING_WORD, '');
  for (const mark of bare.matchAll(inner === undefined ? BETWEEN : LISTED)) {
    const [left, right] = [bare.slice(0, mark.index), bare.slice(mark.index + mark[0].length)];
    const ends = endsOf(withoutSign(left), withoutSign(right), counting);
    if (ends.length > 0) return ends;
  }
  return [];
}

function endsOf(
  left: SignedText,
  right: SignedText,
  counting: Counting,
): readonly SignedAmount[] {
  const suffix = numberIn(right.text, counting)?.rest.join(' ') ?? '';
  const isBare = numberIn(left.text, counting)?.rest.length === 0;
  const [low] = amountsOf(isBare ? `${left.text} ${suffix}`.trim() : left.text, counting);
  const [high] = amountsOf(right.text, counting);
  if (low === undefined || high === undefined) return [];
  const ends = [
    { amount: low, sign: left.sign },
    { amount: high, sign: right.sign },
  ] as const;
  return isBelow(...ends) ? ends : [];
}

function numberIn(text: string, { unit }: Counting): ReturnType<typeof leadingNumber> {
  const money = splitMoney(text, unit);
  return money === null ? null : leadingNumber(wordsOf(money.rest));
}

function isBelow(low: SignedAmount, high: SignedAmount): boolean {
  return compareDecimals(signedOver(low, high), signedOver(high, low)) < 0;
}

/** The amount, as large as it is beside the other if both are freed of their fractions. */
function signedOver({ amount, sign }: SignedAmount, beside: SignedAmount): Decimal {
  const size = multiplyDecimals(amount.value.over, beside.amount.value.under);
  return sign === '-' ? negateDecimal(size) : size;
}
