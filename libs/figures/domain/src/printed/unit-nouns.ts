import { isNumberWord } from './number-words.js';
import { singularOf } from '../text/noun-number.js';
import { CASE_NOUNS, PEOPLE_NOUNS } from './printed-vocabulary.js';
import { type Ratio, ratio } from '../units/ratio.js';
import { factorOfSign, factorOfWord, unitNamed, unitsMeant } from '../units/unit-registry.js';

/** What a number is counted in, as far as the words behind it have to fit. */
export interface Counting {
  /** The figure's unit. */
  readonly unit: string;
  /** True for a word, in the singular, that names what the figure's measure counts. */
  readonly isOwnNoun: (word: string) => boolean;
}

const OTHER_NOUN = /^\p{L}+(?:[ -]\p{L}+){0,3}$/u;
const CONNECTIVES = ['and', 'to', 'or', 'in', 'of', 'out', 'point', 'per', 'half'];
const ONE = ratio(1);

/**
 * How many of the figure's unit one of the noun is: 60 for "minutes" in seconds, 1 for "officers"
 * in people and for the measure's own noun.
 *
 * Of "cadet hours" the last word is the unit, as long as the others say whose they are.
 *
 * @returns null if the noun is unknown, or contradicts the unit ("5 hours" in `people`)
 */
export function nounFactor(noun: string, counting: Counting): Ratio | null {
  const { unit } = counting;
  const known = unitFactor(noun, unit);
  if (known !== null) return known;
  if (unitsMeant(noun).length > 0 || !isOther(noun)) return null;
  if (countsOne(noun, counting)) return ONE;
  const last = noun.lastIndexOf(' ');
  const describes = (word: string) => PEOPLE_NOUNS.has(word) || counting.isOwnNoun(word);
  if (last < 0 || !singulars(noun.slice(0, last)).every(describes)) return null;
  return factorOfWord(noun.slice(last + 1), unit);
}

/** As {@link nounFactor}, but of nothing that merely names what is counted. */
export function unitFactor(noun: string, unit: string): Ratio | null {
  return factorOfWord(noun, unit) ?? factorOfSign(noun, unit);
}

/** True if the word names a unit of the figure's own kind: "m" is minutes among seconds. */
export function isUnitOfKind(word: string, unit: string): boolean {
  return factorOfWord(word, unit) !== null;
}

/** True for `percent` and `percentage-points`. */
export function isPercent(unit: string): boolean {
  return unit === 'percent' || unit === 'percentage-points';
}

/** True for people and for what is counted one by one. */
export function countsWholeThings(unit: string): boolean {
  const { dimension } = unitNamed(unit);
  return dimension === 'people' || dimension.startsWith('count');
}

function countsOne(noun: string, { unit, isOwnNoun }: Counting): boolean {
  const { name, dimension } = unitNamed(unit);
  const isCount = dimension.startsWith('count');
  const counts = (word: string) =>
    isOwnNoun(word) ||
    (isCount && (CASE_NOUNS.has(word) || name.split('-').map(singularOf).includes(word))) ||
    (dimension === 'people' && PEOPLE_NOUNS.has(word));
  return singulars(noun).every(counts);
}

function singulars(noun: string): readonly string[] {
  return noun.split(/[ -]/).map(singularOf);
}

function isOther(noun: string): boolean {
  if (!OTHER_NOUN.test(noun)) return false;
  return noun.split(/[ -]/).every((word) => !CONNECTIVES.includes(word) && !isNumberWord(word));
}
