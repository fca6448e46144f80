import {
  type Decimal,
  absoluteDecimal,
  canonicalDecimal,
  isDecimal,
  multiplyDecimals,
} from '@ledger/kernel';
import type { Reading } from './reading.js';
import { ratioDecimal } from '../units/ratio.js';
import { type Unit, factorBetween } from '../units/unit-registry.js';

const NUMBERS = /\d(?:[\d,'’ ]*\d)?(?:\.\d+)?/g;
const MARKS = /\[[^\]]*\]|\([a-z]{1,3}\)/g;

/**
 * The readings of a token in a multiple of another unit, as `usd-million`.
 *
 * A bare number counts in the multiple, as a column headed "in millions" prints it: `7,107` is
 * 7107 of them. A number with a scale word says itself what it is: `$7.1 million` is 7.1. One with
 * the sign or noun of the unit beneath may be either: `$7,107` is 7107 of them in such a column,
 * and 0.007107 in a sentence.
 *
 * @param readIn reads a token in a unit
 */
export function readingsOfMultiple(
  printed: string,
  multiple: Unit,
  readIn: (printed: string, unit: string) => readonly Reading[],
): readonly Reading[] {
  let beneath = multiple;
  while (beneath.multipleOf !== undefined) beneath = beneath.multipleOf;
  const factor = factorBetween(beneath, multiple);
  const size = factor === null ? ('0' as Decimal) : ratioDecimal(factor);
  return readIn(printed, beneath.name).flatMap((reading) => {
    const scaled = size === '0' ? [] : [timesReading(reading, size)];
    if (!isDigits(printed, reading)) return scaled;
    return namesUnit(printed, beneath) ? [reading, ...scaled] : [reading];
  });
}

/** True if digits on the page are the value: no word scales them. */
function isDigits(printed: string, { value }: Reading): boolean {
  const size = canonicalDecimal(absoluteDecimal(value));
  return (printed.match(NUMBERS) ?? []).some((number) => {
    const digits = number.replace(/[,'’ ]/g, '');
    return isDecimal(digits) && canonicalDecimal(digits) === size;
  });
}

function namesUnit(printed: string, { signs, nouns }: Unit): boolean {
  const text = printed.toLowerCase().replace(MARKS, '');
  const words = new Set(text.match(/\p{L}+/gu));
  return [...signs, ...nouns].some((name) =>
    /^\p{L}+$/u.test(name) ? words.has(name) : text.includes(name),
  );
}

function timesReading(reading: Reading, size: Decimal): Reading {
  const { value, step, roughStep } = reading;
  return {
    ...reading,
    value: multiplyDecimals(value, size),
    step: multiplyDecimals(step, size),
    roughStep: multiplyDecimals(roughStep, size),
  };
}
