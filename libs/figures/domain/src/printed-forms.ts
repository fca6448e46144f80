import { type Decimal } from '@ledger/kernel';
import { cardinalOf, fractionOf, ordinalOf } from './number-words.js';
import {
  type Amount,
  amountsOf,
  fractionAmount,
  growthOf,
  leadingNumber,
  ofTheWhole,
  steppedAmount,
  times,
  wordsOf,
} from './printed-amount.js';
import { plusRatio, ratio, ratioDecimal } from './ratio.js';
import { nounFactor } from './unit-nouns.js';

/** One way of printing a number: the amounts a tidied text says that way, none if it does not. */
export type PrintedForm = (text: string, unit: string) => readonly Amount[];

const DIGIT_ORDINAL = /^(\d{1,6})(?:st|nd|rd|th)$/;
const RANK_WORDS = /^(?:=|joint |equal |the )+|[ -]?(?:=|equal|highest|lowest|best|worst)$/g;
const RANK_OF = / (?:out )?of \d+$/;
const HEADS = 'highest lowest best worst top biggest largest greatest smallest'.split(' ');
const CLOCK =
  /^(\d{1,4}):([0-5]\d)(?::([0-5]\d))?(\.\d{1,6})?(?: ?(hours|hrs|h|minutes|mins|m))?$/;
const HOURS = ['hours', 'hrs', 'h'];
const MINUTES = ['minutes', 'mins', 'm'];
const ODDS = /^(.+?) (?:in|out of) (?:every |each )?(.+)$/;
const PARTS = /\s*,\s*|\s+and\s+|\s*&\s*|(?<=[a-z])\s+(?=\d)/;
const BETWEEN = /\s*(?:-|\bto\b|\band\b|\bor\b)\s*/g;

const GROWTH: ReadonlyMap<string, number> = new Map(
  Object.entries({
    2: 'twice double doubles doubled doubling',
    3: 'thrice treble trebles trebled trebling triple triples tripled tripling',
    4: 'quadruple quadruples quadrupled quadrupling',
  }).flatMap(([factor, words]) => words.split(' ').map((word) => [word, Number(factor)])),
);
const HALVING = ['halve', 'halves', 'halved', 'halving'];

/** "34th", and in a rank also "seventh", "joint 3rd", "second highest" and "best". */
export const ordinal: PrintedForm = (text, unit) => {
  const isRank = unit === 'rank';
  if (isRank && HEADS.includes(text)) return [whole(1)];
  const bare = isRank ? text.replace(RANK_OF, '').replace(RANK_WORDS, '') : text;
  const digits = DIGIT_ORDINAL.exec(bare)?.[1];
  if (digits !== undefined) return [whole(Number(digits))];
  const place = isRank ? ordinalOf(wordsOf(bare)) : null;
  return place === null ? [] : [whole(place)];
};

/** `1:02:03`; and `06:34`, which may be hours and minutes or minutes and seconds. */
export const clock: PrintedForm = (text, unit) => {
  const found = CLOCK.exec(text);
  const second = nounFactor('seconds', unit);
  if (found === null || second?.isKnown !== true) return [];
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
  return readings.map((amount) => times(amount, second.factor));
};

/** "1 in 8", "nine out of ten". */
export const odds: PrintedForm = (text, unit) => {
  const found = ODDS.exec(text);
  const [over, under] = [numberAlone(found?.[1]), numberAlone(found?.[2])];
  if (over === null || under === null || under < 1 || isCountless(over, under)) return [];
  // Of "nine in ten" the nine is counted out in tenths; of "one in eight" the eight is rounded.
  const amount =
    over === 1 ? fractionAmount(1, under) : steppedAmount(ratio(over, under), ratio(1, under));
  return [ofTheWhole(amount, unit)];
};

/** "Doubled", "twice", "threefold", "halving". */
export const growth: PrintedForm = (text, unit) => {
  if (HALVING.includes(text)) return [ofTheWhole(fractionAmount(1, 2), unit)];
  const folded = /^([a-z]+)fold$/.exec(text)?.[1];
  const factor = folded === undefined ? GROWTH.get(text) : cardinalOf([folded])?.value;
  return factor === undefined ? [] : growthOf(whole(factor), unit);
};

/** "1 minute and 51 seconds", "three years and two months": the last part tells the precision. */
export const sumOfParts: PrintedForm = (text, unit) => {
  const parts = text.split(PARTS);
  if (parts.length < 2) return [];
  const amounts: Amount[] = [];
  for (const part of parts) {
    const noun = leadingNumber(wordsOf(part))?.rest.join(' ') ?? '';
    const [amount] = nounFactor(noun, unit)?.isKnown === true ? amountsOf(part, unit) : [];
    if (amount === undefined || !isLarger(amounts.at(-1), amount)) return [];
    amounts.push(amount);
  }
  return [
    amounts.reduce((sum, part) => ({ ...part, value: plusRatio(sum.value, part.value) })),
  ];
};

/** "5-6%", "two to three months": two readings, since a range is captured as two figures. */
export const range: PrintedForm = (text, unit) => {
  for (const mark of text.matchAll(BETWEEN)) {
    const [left, right] = [text.slice(0, mark.index), text.slice(mark.index + mark[0].length)];
    const suffix = leadingNumber(wordsOf(right))?.rest.join(' ') ?? '';
    const isBare = leadingNumber(wordsOf(left.replace(/^[£€$¥]/, '')))?.rest.length === 0;
    const [low] = amountsOf(isBare ? `${left} ${suffix}`.trim() : left, unit);
    const [high] = amountsOf(right, unit);
    if (low !== undefined && high !== undefined && isLarger(high, low)) return [low, high];
  }
  return [];
};

function whole(value: number): Amount {
  return steppedAmount(ratio(value), ratio(1));
}

function seconds(count: number, step: number, split = ''): Amount {
  return steppedAmount(ratio(`${count}${split}` as Decimal), ratio(step));
}

function numberAlone(text: string | undefined): number | null {
  if (text === undefined || fractionOf(wordsOf(text)) !== null) return null;
  const number = leadingNumber(wordsOf(text));
  if (number === null || number.rest.length > 0) return null;
  const value = Number(ratioDecimal(number.value));
  return Number.isInteger(value) ? value : null;
}

function isCountless(over: number, under: number): boolean {
  return under > 1e9 || over > under;
}

function isLarger(left: Amount | undefined, right: Amount): boolean {
  return (
    left === undefined || Number(ratioDecimal(left.value)) > Number(ratioDecimal(right.value))
  );
}
