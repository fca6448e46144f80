import { nounBehind } from './printed-amount.js';
import { withoutHedges } from './printed-hedges.js';
import { withoutMarks } from './printed-marks.js';
import { moneySignOf } from './printed-money.js';
import { withoutSign } from './printed-sign.js';
import { tidy } from './printed-text.js';
import type { ReadingContext } from './printed-readings.js';
import { SCALE_WORDS } from './printed-vocabulary.js';
import { nounFactor } from './unit-nouns.js';
import {
  currenciesMeant,
  factorOfSign,
  unitNamed,
  unitsMeant,
} from '../units/unit-registry.js';

const MEANINGS_MAX = 3;

/**
 * Which word of a print kept it from being read, in a sentence: the word behind the number that is
 * unknown, with the words that are known, or the other unit that it names.
 *
 * @returns undefined if no word did
 */
export function unreadBecause(
  printed: string,
  unit: string,
  { isOwnNoun = () => false }: ReadingContext,
): string | undefined {
  const marked = withoutMarks(tidy(printed), unit).at(-1)?.text ?? '';
  const { text } = withoutSign(withoutHedges(marked).text);
  const sign = moneySignOf(text);
  if (sign !== undefined && factorOfSign(sign, unit) === null) {
    return meansOther(
      sign,
      currenciesMeant(sign).map(({ name }) => name),
    );
  }
  const word = nounBehind(text, unit).replace(/(?<=\p{L}) ?[\d,].*$/u, '');
  if (!/^[\p{L}%‰\p{Sc}]/u.test(word) || nounFactor(word, { unit, isOwnNoun }) !== null) {
    return undefined;
  }
  const others = unitsMeant(word).map(({ name }) => name);
  return others.length > 0 ? meansOther(word, others) : unknownWord(word, unit);
}

function meansOther(word: string, units: readonly string[]): string {
  return `"${word}" there means ${units.slice(0, MEANINGS_MAX).join(' or ')}.`;
}

function unknownWord(word: string, unit: string): string {
  const [own] = unitNamed(unit).nouns;
  return (
    `"${word}" is not known: behind a number may stand a scale (${SCALE_WORDS.join(', ')}), ` +
    `a unit${own === undefined ? '' : ` (as "${own}")`} or a word of the measure's own title.`
  );
}
