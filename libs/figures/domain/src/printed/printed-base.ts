import type { Decimal } from '@ledger/kernel';
import { cardinalOf } from './number-words.js';
import { PEOPLE_NOUNS, scaleOf } from './printed-vocabulary.js';
import { singularOf } from '../text/noun-number.js';
import { type Ratio, ratio, timesRatio } from '../units/ratio.js';
import { type Counting, nounFactor } from './unit-nouns.js';
import { factorOfWord, unitNamed, type UnitRate } from '../units/unit-registry.js';

const PER = /^(.*?) ?\bper (?!(?:cent|mil|mille)\b)(.+)$/;
const A_BASE = /^an? (.+)$/;
const PER_THOUSAND = '‰';
const DIGITS_BASE = /^(\d{1,3}(?:[, ]\d{3})*|\d+)(k|m)?(?: (.+))?$/;

/** What rates of money are printed to, beside people: `£12 per household`, `£12 per year`. */
const BASES_OF_MONEY =
  'household|dwelling|property|home|annum|year|month|week|day|hour|night|item';
/** Words that are a rate with its base. */
const SHORT_RATES: ReadonlyMap<string, string> = new Map([
  ['each', 'per item'],
  ['pa', 'per annum'],
  ['mph', 'miles per hour'],
  ['kph', 'kilometres per hour'],
  ['kmh', 'kilometres per hour'],
]);
const PEOPLE_BASES = ['population', 'pop', 'capita', 'resident', 'inhabitant', 'head'];

/**
 * How many of the figure's unit one of "offences per 1,000 people" is: the words behind a rate's
 * number, with the base it is to.
 *
 * A rate whose unit does not name its base is taken where the base is one person or one of what
 * money is spent on: `£12 per head` in GBP. So many per 1,000 are no count.
 *
 * @param words behind the number, tidied: `per 1,000 population`
 * @returns null if the words name no base, or one that is not the unit's
 */
export function baseFactor(words: string, counting: Counting): Ratio | null {
  const { rate, dimension } = unitNamed(counting.unit);
  if (words === PER_THOUSAND) return rate === undefined ? null : ofBase('1000', rate.per);
  const spelled = SHORT_RATES.get(words) ?? words.replace(A_BASE, 'per $1');
  const [, counted = '', base = ''] = PER.exec(spelled) ?? [];
  if (base === '') return null;
  const factor = counted === '' ? ratio(1) : nounFactor(counted, counting);
  if (factor === null) return null;
  const { size, noun } = baseOf(base);
  if (rate === undefined) {
    const isOfMoney = dimension.startsWith('money:');
    return size === '1' && isSimpleBase(noun, isOfMoney) ? factor : null;
  }
  const one = baseSize(noun, rate, counting);
  if (one === null) return null;
  const share = { over: one.under, under: one.over };
  return timesRatio(timesRatio(factor, ofBase(size, rate.per)), share);
}

function ofBase(printed: string, per: Decimal): Ratio {
  return ratio(per, printed as Decimal);
}

/** "100,000 people" is 100000 of people; "thousand" 1000 of what is not said. */
function baseOf(text: string): { size: string; noun: string } {
  const found = DIGITS_BASE.exec(text.replace(/ of (?:the )?(?=population$)/, ' '));
  if (found !== null) {
    const [, digits = '', scale, noun = ''] = found;
    const zeros = scale === undefined ? '' : '0'.repeat(scale === 'k' ? 3 : 6);
    return sized(`${digits.replace(/[, ]/g, '')}${zeros}`, noun.split(' '));
  }
  return sized('1', text.split(' '));
}

/** Takes words of number off the noun: "hundred thousand people". */
function sized(size: string, words: readonly string[]): { size: string; noun: string } {
  const [first = '', ...rest] = words;
  const scale = scaleOf(first) ?? cardinalOf([first])?.value;
  if (scale === undefined) return { size, noun: words.join(' ') };
  return sized(String(BigInt(size) * BigInt(scale)), rest);
}

/** How many of the rate's own base one of the noun is; null if it is another base. */
function baseSize(noun: string, { base }: UnitRate, { isOwnNoun }: Counting): Ratio | null {
  if (noun === '') return ratio(1);
  const known = factorOfWord(noun, base.name);
  if (known !== null) return known;
  const isOfPeople = base.dimension === 'people';
  const names = (word: string) => isOwnNoun(word) || (isOfPeople && isPeople(word));
  return noun.split(' ').map(singularOf).every(names) ? ratio(1) : null;
}

function isSimpleBase(noun: string, isOfMoney: boolean): boolean {
  const one = singularOf(noun);
  return isPeople(one) || (isOfMoney && BASES_OF_MONEY.split('|').includes(one));
}

function isPeople(word: string): boolean {
  return PEOPLE_NOUNS.has(word) || PEOPLE_BASES.includes(word);
}
