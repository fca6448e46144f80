import { readingsOf } from '@ledger/figures-domain';
import { canonicalDecimal, isDecimal, type Decimal } from '@ledger/kernel';
import { searchWordsOf } from '../projections/index.js';
import { SearchWithoutWords } from './read-refusals.js';

/** One term of a search: words, a printed number, or a text that may be either. */
export interface SearchTerm {
  /** All of them must match; empty for a term that is only a number. */
  readonly words: readonly string[];
  /** The number and, unless its sign was given, its opposite; empty if it is not a number. */
  readonly numbers: readonly Decimal[];
}

/**
 * Parses the text of a search. `4,312`, `14 773`, `£1.2m`, `13.6%`, `00:34` and `-12` are numbers
 * too; without a sign a number is looked for both ways, because "12% down" is recorded as -12.
 *
 * @throws {SearchWithoutWords}
 */
export function searchTerms(text: string): readonly SearchTerm[] {
  const terms: SearchTerm[] = [];
  for (const part of partsOf(text)) {
    const term = { words: [...searchWordsOf(part)], numbers: numbersOf(part) };
    if (term.words.length > 0) terms.push(term);
  }
  if (terms.length === 0) throw new SearchWithoutWords(text);
  return terms;
}

/** Digits in groups of three, and a number before the word for its scale, are one part. */
const PART =
  /\S*?(?<!\d)\d{1,3}(?:\s\d{3})+(?!\d)\S*|\S*\d\s(?:thousand|million|billion|bn|m|k)(?!\S)|\S+/giu;

function partsOf(text: string): readonly string[] {
  return text.match(PART) ?? [];
}

const NUMBER =
  /^[(“"']*([+\-\u2212\u2013]?)\p{Sc}?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?%?[)”"'.,;:?!]*$/u;

/** A number with the word or letter of its scale, or a time: texts that only a reader can read. */
const WORDED =
  /^\p{Sc}?\d[\d,.]*\s?(?:thousand|million|billion|bn|m|k)$|^\d{1,3}(?::\d{2}){1,2}$/iu;

/** Units in which a printed text can say different numbers. */
const UNITS = ['GBP', 'seconds', 'minutes', 'hours'];

function numbersOf(part: string): readonly Decimal[] {
  if (WORDED.test(part)) return bothWays(wordedNumbers(part));
  const found = NUMBER.exec(part.replaceAll(/(?<=\d)\s(?=\d)/gu, ''));
  if (found === null) return [];
  const [, sign = '', whole = '', places = ''] = found;
  const digits = `${whole.replaceAll(',', '')}${places}`;
  if (!isDecimal(digits)) return [];
  const value = canonicalDecimal(digits);
  if (sign === '') return bothWays([value]);
  return sign === '+' ? [value] : bothWays([value]).slice(-1);
}

/** What a text says in some unit or other, as it would have been read where it was printed. */
function wordedNumbers(part: string): readonly Decimal[] {
  const texts = /^\p{Sc}/u.test(part) || part.includes(':') ? [part] : [part, `£${part}`];
  const values = texts.flatMap((text) =>
    UNITS.flatMap((unit) => readingsOf(text, unit, {}).map(({ value }) => value)),
  );
  return [...new Set(values.map(canonicalDecimal))];
}

function bothWays(values: readonly Decimal[]): readonly Decimal[] {
  const opposites = values
    .filter((value) => value !== '0')
    .map((value) => canonicalDecimal(`-${value}` as Decimal));
  return [...values, ...opposites];
}
