import { powerOfTen } from '@ledger/kernel';
import { scaleOf, scaleOfMoney } from './printed-vocabulary.js';
import { type Ratio, ratio, timesRatio } from '../units/ratio.js';
import { isUnitOfKind } from './unit-nouns.js';
import { factorOfSign } from '../units/unit-registry.js';

const EXPONENT = /^e(~?)(\d{1,2})$/;

/** "A crore", "a pair": of a scale in full there is one, and no marker or unit is meant. */
export function isScaleWord(word: string): boolean {
  return word.length > 3 && scaleOf(word) !== undefined;
}

/** The scale that some words begin with; the m of `m hours` is no minutes. */
export function scaleAhead(
  [first = '', ...others]: readonly string[],
  unit: string,
): Ratio | undefined {
  const noun = others.join(' ');
  return noun.length > 1 && isUnitOfKind(noun, unit) && scaleOf(first) !== undefined
    ? ratio(scaleOf(first) ?? 1)
    : scaleIn(first, unit);
}

/** What a scale behind a number makes of it: 1000 for `k`, unless that is a unit like its own. */
export function scaleIn(word: string, unit: string): Ratio | undefined {
  const [, below, exponent] = EXPONENT.exec(word) ?? [];
  if (exponent !== undefined) {
    return ratio(powerOfTen(below === '' ? Number(exponent) : -Number(exponent)));
  }
  const known = scaleOf(word) ?? scaleOfMoney(word, unit);
  const scale = isUnitOfKind(word, unit) ? undefined : known;
  return scale === undefined ? undefined : ratio(scale);
}

/** `12 EUR million`. */
export function scaleBehindMoney(words: readonly string[], unit: string): Ratio | null {
  const [money = '', word = '', ...others] = words;
  const factor = others.length > 0 ? null : factorOfSign(money, unit);
  const scale = scaleIn(word, unit);
  return factor === null || scale === undefined ? null : timesRatio(factor, scale);
}
