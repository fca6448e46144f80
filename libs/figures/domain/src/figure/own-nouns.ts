import type { DefinedMeasure } from '../registry/measure-state.js';
import { singularOf } from '../text/noun-number.js';

/**
 * Knows the words that name what a figure counts: those of its measure's code, title and units
 * and of its breakdown. "12 burglaries" is a number of `recorded-crime.burglary`. A letter alone
 * names nothing: the c of `12 c` is a marker, also of a measure of class C drugs.
 *
 * @returns true for such a word, given in the singular and lower case
 */
export function ownNounsOf(
  measure: DefinedMeasure,
  breakdown: Readonly<Record<string, string>>,
): (word: string) => boolean {
  let words: ReadonlySet<string> | undefined;
  // Few prints have a word at all, and every report comes through here.
  return (word) => (words ??= nounsIn(measure, breakdown)).has(word);
}

function nounsIn(
  { code, title, units }: DefinedMeasure,
  breakdown: Readonly<Record<string, string>>,
): Set<string> {
  const texts = [code, title, ...units, ...Object.values(breakdown)];
  const words = texts.flatMap((text) => text.toLowerCase().match(/\p{L}{2,}/gu) ?? []);
  return new Set(words.map(singularOf));
}
