import { scaleOf } from './printed-vocabulary.js';
import { type Ratio, ratio, timesRatio } from '../units/ratio.js';
import { factorOfSign, moneySignsFrom } from '../units/unit-registry.js';

/** An amount without the sign of its money in front. */
export interface SplitMoney {
  readonly rest: string;
  /** How many of the unit one is, scale in front included; null where nothing is in front. */
  readonly factor: Ratio | null;
}

/** The scale between sign and number: `£k 12`, `£m 1.2`, `£000 1,234`. */
const SCALE_BEFORE = /^'?(000s?|[a-z]+) (?=[\d.(])/;

/**
 * Parts an amount from the sign or code of money in front of it, and from a scale between the two.
 *
 * @param text tidied, in lower case
 * @returns null if the sign is of other money than the unit's
 */
export function splitMoney(text: string, unit: string): SplitMoney | null {
  const sign = moneySignOf(text);
  if (sign === undefined) return { rest: text, factor: null };
  const factor = factorOfSign(sign, unit);
  if (factor === null) return null;
  const rest = text.slice(sign.length).trimStart();
  const before = SCALE_BEFORE.exec(rest);
  const scale = before?.[1]?.startsWith('000') === true ? 1e3 : scaleOf(before?.[1] ?? '');
  if (before === null || scale === undefined) return { rest, factor };
  return { rest: rest.slice(before[0].length), factor: timesRatio(factor, ratio(scale)) };
}

/** The sign or code of money at the start: `£`, `us$`, `chf`; undefined if there is none. */
export function moneySignOf(text: string): string | undefined {
  return moneySignsFrom(text.slice(0, 1)).find(
    (sign) => text.startsWith(sign) && endsSign(sign, text),
  );
}

/** True if what follows a code is no more of a word: `gbp` of `gbp 12` and of `gbp m 12`. */
function endsSign(sign: string, text: string): boolean {
  if (!/\p{L}$/u.test(sign)) return true;
  const rest = text.slice(sign.length);
  return !/^ ?\p{L}/u.test(rest) || (rest.startsWith(' ') && hasScaleBefore(rest.slice(1)));
}

function hasScaleBefore(rest: string): boolean {
  return scaleOf(SCALE_BEFORE.exec(rest)?.[1] ?? '') !== undefined;
}
