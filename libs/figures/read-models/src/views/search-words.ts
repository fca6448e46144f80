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
 * Parses the text of a search. `4,312`, `£1,200`, `13.6%` and `-12` are numbers too; without a
 * sign a number is looked for both ways, because "12% down" is recorded as -12.
 *
 * @throws {SearchWithoutWords}
 */
export function searchTerms(text: string): readonly SearchTerm[] {
  const terms: SearchTerm[] = [];
  for (const part of text.split(/\s+/u)) {
    const term = { words: [...searchWordsOf(part)], numbers: numbersOf(part) };
    if (term.words.length > 0) terms.push(term);
  }
  if (terms.length === 0) throw new SearchWithoutWords(text);
  return terms;
}

const NUMBER =
  /^[(“"']*([+\-\u2212\u2013]?)\p{Sc}?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?%?[)”"'.,;:?!]*$/u;

function numbersOf(part: string): readonly Decimal[] {
  const found = NUMBER.exec(part);
  if (found === null) return [];
  const [, sign = '', whole = '', places = ''] = found;
  const digits = `${whole.replaceAll(',', '')}${places}`;
  if (!isDecimal(digits)) return [];
  const value = canonicalDecimal(digits);
  if (value === '0') return [value];
  const opposite = canonicalDecimal(`-${value}` as Decimal);
  if (sign === '') return [value, opposite];
  return [sign === '+' ? value : opposite];
}
