import { type Decimal } from '@ledger/kernel';
import { cardinalOf, fractionOf, ordinalOf } from './number-words.js';
import {
  type Amount,
  amountsOf,
  fractionAmount,
  amountsOfDoubled,
  leadingNumber,
  ofTheWhole,
  steppedAmount,
  times,
  printedWordsOf,
} from './printed-amount.js';
import { plusRatio, ratio, ratioDecimal } from '../units/ratio.js';
import { unitNamed } from '../units/unit-registry.js';
import { type Counting, isPercent, unitFactor } from './unit-nouns.js';

/** One way of printing a number: the amounts a tidied text says that way, none if it does not. */
export type PrintedForm = (text: string, counting: Counting) => readonly Amount[];

const DIGIT_ORDINAL = /^(\d{1,6})(?:st|nd|rd|th)$/;
const RANK_WORDS = /^(?:=|joint |equal |the )+|[ -]?(?:=|equal|highest|lowest|best|worst)$/g;
const RANK_OF = / (?:out )?of \d+$/;
const HEADS = 'highest lowest best worst top biggest largest greatest smallest'.split(' ');
const CLOCK =
  /^(\d{1,4}):([0-5]\d)(?::([0-5]\d))?(\.\d{1,6})?(?: ?(hours|hrs|hr|h|minutes|mins|min|m))?$/;
const HOURS = ['hours', 'hrs', 'hr', 'h'];
const MINUTES = ['minutes', 'mins', 'min', 'm'];
const ODDS = /^(.+?)[ -](?:in|out of|of)[ -](?:every |each )?(.+)$/;
/** Weeks, days, hours, minutes, seconds and thousandths; this bounds the cost of reading. */
const PARTS_MAX = 6;
const PARTS = /\s*,\s*|\s+and\s+|\s*&\s*|(?<=[a-z])\s*(?=\d)/;
const ISO_DURATION =
  /^p(?=[\dt])((?:\d+[ymwd])*)(?:t(?=\d)((?:\d+[hm])*(?:\d+(?:\.\d+)?s)?))?$/;
const ISO_DATE_PARTS = { y: 'years', m: 'months', w: 'weeks', d: 'days' } as const;
const HOURS_GLUED = /^(\d{1,4})h([0-5]\d)$/;
const AND_A_PART = /^(.+) and (.+)$/;
const FULL_CLOCK = /^\d{1,4}:[0-5]\d:[0-5]\d(?:\.\d{1,6})?$/;

const GROWTH: ReadonlyMap<string, number> = new Map(
  Object.entries({
    2: 'twice double doubles doubled doubling',
    3: 'thrice treble trebles trebled trebling triple triples tripled tripling',
    4: 'quadruple quadruples quadrupled quadrupling',
  }).flatMap(([factor, words]) => words.split(' ').map((word) => [word, Number(factor)])),
);
const HALVING = ['halve', 'halves', 'halved', 'halving'];

/** In a rank: "34th", "seventh", "joint 3rd", "second highest" and "best". */
export const ordinalForm: PrintedForm = (text, { unit }) => {
  if (unit !== 'rank') return [];
  if (HEADS.includes(text)) return [whole(1)];
  const bare = text.replace(RANK_OF, '').replace(RANK_WORDS, '');
  const digits = DIGIT_ORDINAL.exec(bare)?.[1];
  const place = digits === undefined ? ordinalOf(printedWordsOf(bare)) : Number(digits);
  return place === null ? [] : [whole(place)];
};

/** `1:02:03`; and `06:34`, which may be hours and minutes or minutes and seconds. */
export const clockForm: PrintedForm = (text, { unit }) => {
  const found = CLOCK.exec(text.replace(HOURS_GLUED, '$1:$2 hours'));
  const second = unitFactor('seconds', unit);
  if (found === null || second === null) return [];
  const [, first = '', next = '', last, split, noun = ''] = found;
  const large = Number(first);
  const small = Number(next);
  const fine = split === undefined ? 1 : 10 ** (1 - split.length);
  const readings: Amount[] = [];
  if (last !== undefined) {
    readings.push(seconds(large * 3600 + small * 60 + Number(last), fine, split));
  } else {
    if (!HOURS.includes(noun)) readings.push(seconds(large * 60 + small, fine, split));
    if (!MINUTES.includes(noun) && split === undefined) {
      readings.push(seconds(large * 3600 + small * 60, 60));
    }
  }
  return readings.map((amount) => times(amount, second));
};

/** "1 in 8", "nine out of ten". */
export const oddsForm: PrintedForm = (text, { unit }) => {
  const found = unitNamed(unit).dimension === 'ratio' ? ODDS.exec(text) : null;
  const [over, under] = [numberAlone(found?.[1]), numberAlone(found?.[2])];
  if (over === null || under === null || under < 1 || isCountless(over, under)) return [];
  // Of "nine in ten" the nine is counted out in tenths; of "one in eight" the eight is rounded.
  const amount =
    over === 1 ? fractionAmount(1, under) : steppedAmount(ratio(over, under), ratio(1, under));
  return [ofTheWhole(amount, unit)];
};

/** "Doubled", "twice", "threefold", "halving". */
export const growthForm: PrintedForm = (text, { unit }) => {
  if (HALVING.includes(text)) {
    return isPercent(unit) ? [ofTheWhole(fractionAmount(1, 2), unit)] : [];
  }
  const folded = /^([a-z]+)fold$/.exec(text)?.[1];
  const factor = folded === undefined ? GROWTH.get(text) : cardinalOf([folded])?.value;
  return factor === undefined ? [] : amountsOfDoubled(whole(factor), unit);
};

/** "1 minute and 51 seconds", "1 day 02:03:04": the last part has the precision. */
export const sumOfPartsForm: PrintedForm = (text, counting) =>
  sumOf(text.split(PARTS), counting);

/** `PT34S`, `P1DT2H`: a duration as ISO 8601 writes it. */
export const isoDurationForm: PrintedForm = (text, counting) => {
  const [, date = '', time = ''] = ISO_DURATION.exec(text) ?? [];
  if (date === '' && time === '') return [];
  const days = date.replace(
    /[ymwd]/g,
    (letter) => ` ${ISO_DATE_PARTS[letter as keyof typeof ISO_DATE_PARTS]},`,
  );
  const parts = `${days}${time.replace(/m/g, ' minutes,').replace(/h/g, ' hours,')}`;
  const split = parts.split(',').filter((part) => part !== '');
  return split.length === 1 ? amountsOf(split[0] ?? '', counting) : sumOf(split, counting);
};

/** "An hour and a half". */
export const andAPartForm: PrintedForm = (text, { unit }) => {
  const [, before = '', behind = ''] = AND_A_PART.exec(text) ?? [];
  const part = fractionOf(printedWordsOf(behind));
  const number = part === null ? null : leadingNumber(printedWordsOf(before));
  const factor = unitFactor(number?.rest.join(' ') ?? '', unit);
  if (part === null || number === null || factor === null) return [];
  const sum = plusRatio(number.value, ratio(part.over, part.under));
  return [times(steppedAmount(sum, ratio(1, part.under)), factor)];
};

function sumOf(parts: readonly string[], counting: Counting): readonly Amount[] {
  if (parts.length < 2 || parts.length > PARTS_MAX) return [];
  const amounts: Amount[] = [];
  for (const [at, part] of parts.entries()) {
    const amount = partOf(part, counting, at === parts.length - 1);
    if (amount === undefined || !isLarger(amounts.at(-1), amount)) return [];
    amounts.push(amount);
  }
  return [
    amounts.reduce((sum, part) => ({ ...part, value: plusRatio(sum.value, part.value) })),
  ];
}

function partOf(part: string, counting: Counting, isLast: boolean): Amount | undefined {
  if (isLast && FULL_CLOCK.test(part)) return clockForm(part, counting)[0];
  const noun = leadingNumber(printedWordsOf(part))?.rest.join(' ') ?? '';
  return unitFactor(noun, counting.unit) === null ? undefined : amountsOf(part, counting)[0];
}

function whole(value: number): Amount {
  return steppedAmount(ratio(value), ratio(1));
}

function seconds(count: number, step: number, split = ''): Amount {
  return steppedAmount(ratio(`${count}${split}` as Decimal), ratio(step));
}

function numberAlone(text: string | undefined): number | null {
  if (text === undefined || fractionOf(printedWordsOf(text)) !== null) return null;
  const number = leadingNumber(printedWordsOf(text));
  if (number === null || number.rest.length > 0) return null;
  const value = Number(ratioDecimal(number.value));
  return Number.isInteger(value) ? value : null;
}

function isCountless(over: number, under: number): boolean {
  return under > 1e9 || over > under;
}

/** True if the one before is the larger: hours before minutes. */
function isLarger(left: Amount | undefined, right: Amount): boolean {
  return (
    left === undefined || Number(ratioDecimal(left.value)) > Number(ratioDecimal(right.value))
  );
}
