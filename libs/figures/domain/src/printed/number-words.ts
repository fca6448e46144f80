import { scaleOf } from './printed-vocabulary.js';

/** A whole number that words spell. */
export interface SpelledNumber {
  readonly value: number;
  /** One unit of the last digit that is spelled: 1000 for "two thousand", 1 for "twenty". */
  readonly step: number;
}

/** A fraction that words spell: two thirds. */
export interface SpelledFraction {
  readonly over: number;
  readonly under: number;
}

const UNITS = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen ' +
  'fifteen sixteen seventeen eighteen nineteen'
).split(' ');
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ORDINALS = (
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth ' +
  'thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'
).split(' ');

/** Words that are a number only when they stand alone. */
const ALONE: ReadonlyMap<string, number> = new Map([
  ['no', 0],
  ['none', 0],
  ['nil', 0],
  ['nought', 0],
  ['nobody', 0],
  ['never', 0],
  ['neither', 0],
  ['single', 1],
  ['sole', 1],
  ['once', 1],
  ['both', 2],
]);

/**
 * The scales that spelled numbers are built with; largest first, so that the first one found
 * splits a number where it is to be split.
 */
const SCALES = ['trillion', 'billion', 'million', 'thousand', 'hundred', 'dozen'] as const;

/** Whether the word can be part of a number, and so cannot be what is counted. */
export function isNumberWord(word: string): boolean {
  return below100([word]) !== null || ALONE.has(word) || scaleOf(word) !== undefined;
}

/**
 * Reads words as a whole number: "one hundred and five", "ninety nine", "a dozen", "none".
 *
 * @param words in lower case, hyphens already apart
 * @returns null unless all of them are one number
 */
export function cardinalOf(words: readonly string[]): SpelledNumber | null {
  const [first = '', second] = words;
  const alone = second === undefined ? ALONE.get(first) : undefined;
  const value = alone ?? count(words);
  return value === null ? null : { value, step: scaleOf(words.at(-1) ?? '') ?? 1 };
}

/** Reads an ordinal below a hundred: 21 for "twenty first"; null for anything else. */
export function ordinalOf(words: readonly string[]): number | null {
  const [first = '', second, third] = words;
  if (third !== undefined) return null;
  if (second === undefined) return unitOrdinal(first) ?? tensOrdinal(first);
  const tens = TENS.findIndex((name) => name === first);
  const unit = unitOrdinal(second);
  return tens < 0 || unit === null || unit > 9 ? null : (tens + 2) * 10 + unit;
}

/** Reads "half", "a third", "two thirds", "three quarters"; null for anything else. */
export function fractionOf(words: readonly string[]): SpelledFraction | null {
  const last = words.at(-1) ?? '';
  const head = words.slice(0, -1);
  const over = head.length === 0 || isArticle(head) ? 1 : count(head);
  const isPlural = last.endsWith('s');
  const under = denominatorOf(isPlural ? last.replace(/s$/, '').replace(/lve$/, 'lf') : last);
  if (over === null || under === null || over < 1 || isPlural !== over > 1) return null;
  return { over, under };
}

function denominatorOf(word: string): number | null {
  if (word === 'half') return 2;
  if (word === 'quarter') return 4;
  const ordinal = ordinalOf([word]);
  return ordinal === null || ordinal < 3 ? null : ordinal;
}

function count(words: readonly string[]): number | null {
  for (const name of SCALES) {
    const at = words.indexOf(name);
    if (at >= 0) return scaled(words.slice(0, at), scaleOf(name) ?? 1, words.slice(at + 1));
  }
  return below100(words);
}

function scaled(
  head: readonly string[],
  scale: number,
  tail: readonly string[],
): number | null {
  const times = head.length === 0 || isArticle(head) ? 1 : count(head);
  const rest = tail[0] === 'and' ? tail.slice(1) : tail;
  const added = tail.length === 0 ? 0 : count(rest);
  if (times === null || times < 1 || added === null || added >= scale) return null;
  const value = times * scale + added;
  return Number.isSafeInteger(value) ? value : null;
}

function below100(words: readonly string[]): number | null {
  const [first = '', second, third] = words;
  if (third !== undefined) return null;
  const tens = TENS.findIndex((name) => name === first);
  if (second === undefined) return tens < 0 ? indexIn(UNITS, first) : (tens + 2) * 10;
  const unit = indexIn(UNITS, second);
  return tens < 0 || unit === null || unit < 1 || unit > 9 ? null : (tens + 2) * 10 + unit;
}

function unitOrdinal(word: string): number | null {
  const at = indexIn(ORDINALS, word);
  return at === 0 ? null : at;
}

function tensOrdinal(word: string): number | null {
  const at = TENS.findIndex((name) => name.replace(/y$/, 'ieth') === word);
  return at < 0 ? null : (at + 2) * 10;
}

function isArticle(words: readonly string[]): boolean {
  return words.length === 1 && (words[0] === 'a' || words[0] === 'an');
}

function indexIn(names: readonly string[], word: string): number | null {
  const at = names.indexOf(word);
  return at < 0 ? null : at;
}
