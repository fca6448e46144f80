import { moneySignOf } from './printed-money.js';
import {
  LEADING_DIRECTIONS,
  TRAILING_DIRECTIONS,
  beforePhrase,
  behindPhrase,
} from './printed-vocabulary.js';

/** A text without the sign of its number. */
export interface SignedText {
  readonly sign: '' | '+' | '-';
  readonly text: string;
}

/** `(412)`, `£(1.2)m`, `(13)%`: money in front, number in brackets, scale and unit behind. */
const BRACKETS = /^([^\d()[\]-]*?)\(([^()[\]-]+)\)( ?[\p{L}%][^()[\]]*)?$/u;
const SIGN = /^([+-]) ?(.+)$/;

/**
 * Takes off the sign: `-`, `+`, brackets as accountants use them, or a word for the direction.
 *
 * @param text tidied: every dash a hyphen
 */
export function withoutSign(text: string): SignedText {
  const word = directionOf(text);
  if (word !== null) return word;
  const [, before = '', size, behind = ''] = BRACKETS.exec(text) ?? [];
  if (size !== undefined) return { sign: '-', text: `${before}${size}${behind}` };
  const money = moneySignOf(text) ?? '';
  const [, sign, rest = ''] = SIGN.exec(text.slice(money.length).trimStart()) ?? [];
  return sign === undefined
    ? { sign: '', text }
    : { sign: sign as '+' | '-', text: `${money}${rest}` };
}

function directionOf(text: string): SignedText | null {
  for (const { phrase, means } of LEADING_DIRECTIONS) {
    const rest = behindPhrase(text, phrase);
    if (rest !== null) return { sign: means, text: rest };
  }
  for (const { phrase, means } of TRAILING_DIRECTIONS) {
    const rest = beforePhrase(text, phrase);
    if (rest !== null) return { sign: means, text: rest };
  }
  return null;
}
