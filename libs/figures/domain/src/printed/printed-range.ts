import { type Decimal, compareDecimals, multiplyDecimals, negateDecimal } from '@ledger/kernel';
import { type Amount, amountsOf, leadingNumber, printedWordsOf } from './printed-amount.js';
import { splitMoney } from './printed-money.js';
import { scaleIn } from './scale-words.js';
import { type SignedText, withoutSign } from './printed-sign.js';
import type { Counting } from './unit-nouns.js';

/** An amount with the sign that touches it. */
export interface SignedAmount {
  readonly amount: Amount;
  readonly sign: SignedText['sign'];
}

const BETWEEN = /\s*(?:-|\bto\b|\band\b|\bor\b)\s*/g;
const LISTED = /\s*(?:, |;|-|\bto\b|\band\b)\s*/g;
/** More than "minus twenty-one to minus thirty-two" has; this bounds the cost of reading. */
const MARKS_MAX = 6;
const LEADING_WORD = /^(?:between|from) /;
/** A number written out, which may have no scale beside one that has: `900,000 to 1.1 million`. */
const THOUSANDS = /\d[ ,]?\d{3}$/;
const BRACKETS = /^[([]([^()[\]]+)[\])]$/;

/**
 * The two ends of "5-6%", "£16 to £17 million" or `[11.9, 12.7]`.
 *
 * Each end has the sign that touches it and no other. A scale and a unit behind the second end are
 * those of the first too, unless it has its own or is written out and would be the higher one.
 *
 * @param text tidied, with its signs
 * @returns the low and the high end, or none if the text is no range
 */
export function rangeOf(text: string, counting: Counting): readonly SignedAmount[] {
  const inner = BRACKETS.exec(text)?.[1];
  const bare = (inner ?? text).replace(LEADING_WORD, '');
  const marks = [...bare.matchAll(inner === undefined ? BETWEEN : LISTED)];
  if (marks.length > MARKS_MAX) return [];
  for (const mark of marks) {
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
  const shared = sharedWords(left, right, counting);
  const [, ...unit] =
    scaleIn(shared[0] ?? '', counting.unit) === undefined ? ['', ...shared] : shared;
  const ends = endsWith(left, right, shared.join(' '), counting);
  if (ends.length > 0 || !THOUSANDS.test(left.text)) return ends;
  return endsWith(left, right, unit.join(' '), counting);
}

function endsWith(
  left: SignedText,
  right: SignedText,
  shared: string,
  counting: Counting,
): readonly SignedAmount[] {
  const [low] = amountsOf(`${left.text} ${shared}`.trim(), counting);
  const [high] = amountsOf(right.text, counting);
  if (low === undefined || high === undefined) return [];
  const ends = [
    { amount: low, sign: left.sign },
    { amount: high, sign: right.sign },
  ] as const;
  return isBelow(...ends) ? ends : [];
}

/** The scale and unit of the second end that are the first one's too: none if it has its own. */
function sharedWords(
  left: SignedText,
  right: SignedText,
  counting: Counting,
): readonly string[] {
  const isScale = (word: string) => scaleIn(word, counting.unit) !== undefined;
  const first = numberIn(left.text, counting);
  if (first?.rest.length !== 0 || printedWordsOf(left.text).some(isScale)) return [];
  const words = printedWordsOf(right.text);
  const scale = words.findIndex(isScale);
  return scale < 0 ? (numberIn(right.text, counting)?.rest ?? []) : words.slice(scale);
}

function numberIn(text: string, { unit }: Counting): ReturnType<typeof leadingNumber> {
  const money = splitMoney(text, unit);
  return money === null ? null : leadingNumber(printedWordsOf(money.rest));
}

function isBelow(low: SignedAmount, high: SignedAmount): boolean {
  return compareDecimals(signedOver(low, high), signedOver(high, low)) < 0;
}

/** The amount, as large as it is beside the other if both are freed of their fractions. */
function signedOver({ amount, sign }: SignedAmount, beside: SignedAmount): Decimal {
  const size = multiplyDecimals(amount.value.over, beside.amount.value.under);
  return sign === '-' ? negateDecimal(size) : size;
}
