import { moneySignOf } from './printed-money.js';
import { withoutDirection } from './printed-vocabulary.js';

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
  const direction = withoutDirection(text);
  if (direction !== null) return { sign: direction.means, text: direction.text };
  const [, before = '', size, behind = ''] = BRACKETS.exec(text) ?? [];
  if (size !== undefined) return { sign: '-', text: `${before}${size}${behind}` };
  const money = moneySignOf(text) ?? '';
  const [, sign, rest = ''] = SIGN.exec(text.slice(money.length).trimStart()) ?? [];
  return sign === undefined
    ? { sign: '', text }
    : { sign: sign as '+' | '-', text: `${money}${rest}` };
}
