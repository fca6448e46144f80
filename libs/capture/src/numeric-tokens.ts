import type { Span } from './token-spans.js';

/** A number on a line, in digits or in words. */
export interface NumericToken extends Span {
  readonly text: string;
}

const UNITS = 'one|two|three|four|five|six|seven|eight|nine';
const TEENS = 'ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen';
const TENS = 'twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety';
const SCALES = 'hundreds?|thousands?|millions?|billions?|dozens?';
const PARTS = 'half|thirds?|quarters?|fifths?|tenths?';
const TIMES = 'twice|doubled?|tripled?|halved';

/** Longest first where one begins another; `one` alone is an article more often than a number. */
const WORDS =
  `(?:${TENS})(?:[- ](?:${UNITS}))?|${TEENS}|${UNITS.replace('one|', '')}|` +
  `${SCALES}|${PARTS}|${TIMES}`;

/** Digits with separators and ordinal ending; thousands, decimals and clock times are one token. */
const DIGITS = '\\d+(?:[.,:]\\d+)*(?:(?:st|nd|rd|th)(?!\\p{L}))?';

const NUMBER = new RegExp(`${DIGITS}|[¼½¾⅓⅔]|(?<!\\p{L})(?:${WORDS})(?!\\p{L})`, 'giu');

/**
 * Every number on a line, from left to right: digits anywhere, also within words, and number
 * words from two up, fractions and multiples included.
 */
export function numericTokens(line: string): readonly NumericToken[] {
  return Array.from(line.matchAll(NUMBER), ({ index, 0: text }) => {
    return { text, start: index, end: index + text.length };
  });
}
