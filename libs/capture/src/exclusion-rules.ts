import { LedgerError } from '@ledger/kernel';
import { areMonthsInARow, isInOutline } from './number-sequences.js';
import type { RuleMatch } from './rule-match.js';

/** A form of number that is never a figure, wherever it occurs. */
export interface ExclusionRule {
  readonly name: string;
  /** Matches candidates for exclusion; with the flags `g` and `u`. */
  readonly pattern: RegExp;
  /** Whether a match is excluded; without it, every match is. */
  readonly holds?: (match: RuleMatch) => boolean;
  /** Why such a number is not a figure, and what keeps figures from being matched. */
  readonly why: string;
}

/** A name that no rule has. */
export class UnknownExclusionRule extends LedgerError {
  readonly code = 'unknown-exclusion-rule';
  readonly kind = 'refusal';

  constructor(readonly rule: string) {
    super(`There is no rule "${rule}": the rules are ${RULE_NAMES.join(', ')}.`);
  }
}

const MONTH =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|' +
  'Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?!\\p{L})';
const SPACE = '[ \\u00a0\\u202f]';
const YEAR = '(?:199\\d|20[0-3]\\d)';
const DAY = '(?:0?[1-9]|[12]\\d|3[01])';

/** Not after a currency, a sign or the beginning of a longer number. */
const FREE = '(?<![\\p{L}\\d.,:/£$€%+-])';
/** Not before the rest of a longer number or a percent sign. */
const DONE = '(?![\\p{L}\\d%]|[.,:/]\\d)';
/** What papers count most: "in May 2013 offences fell" counts, "in May 2013 shows" does not. */
const COUNTED =
  'offences|crimes|incidents|reports|calls|arrests|charges|officers|victims|people|men|women|' +
  'children|staff';
/** Not before a noun that is certainly counted, for a number that is almost always a year. */
const NOT_COUNTING = `(?!${SPACE}(?:${COUNTED})(?!\\p{L}))`;
/** Not before a noun that may be counted: "in 2013 flats" is a figure, "in 2013 was" a year. */
const NOT_PLURAL =
  `(?!${SPACE}(?:${COUNTED}|` + '(?!(?:was|has|is|this|as)(?!\\p{L}))[\\p{Ll}-]+s)(?!\\p{L}))';

/** "Jan 3 Feb" is a count for January, followed by one for February. */
const NOT_BEHIND_MONTH = `(?<!(?<!\\p{L})${MONTH}${SPACE})`;
const NOT_BEFORE_NUMBER = `(?!,?${SPACE}\\d)`;
const SECTION = '\\d{1,2}\\.\\d{1,2}';

const TWO_DIGITS = Array.from({ length: 100 }, (_, at) => String(at).padStart(2, '0'));
const nextOf = (two: string) => TWO_DIGITS[(Number(two) + 1) % 100] ?? '';
const SHORT_PAIRS = TWO_DIGITS.map((two) => `${two}/${nextOf(two)}`).join('|');
const LONG_PAIRS = TWO_DIGITS.map((two) => `(?:19|20)${two}/(?:19|20)?${nextOf(two)}`).join(
  '|',
);

/** Few and narrow: what they miss is excluded by a row, with a reason, or captured. */
export const EXCLUSION_RULES: readonly ExclusionRule[] = [
  rule(
    'date',
    `${FREE}${DAY}(?:st|nd|rd|th)?(?: of)?${SPACE}${MONTH},?${SPACE}${YEAR}${DONE}|` +
      `${FREE}${NOT_BEHIND_MONTH}${DAY}(?:st|nd|rd|th)?(?: of)?${SPACE}${MONTH}` +
      `${NOT_BEFORE_NUMBER}${NOT_COUNTING}`,
    'A day and the name of a month, with or without the year. Without it neither a month before ' +
      'nor a number behind: "Jan 3 Feb 5" has a count for each month.',
  ),
  rule(
    'month',
    `(?<!\\p{L})${MONTH}${SPACE}${YEAR}${DONE}${NOT_COUNTING}`,
    'The name of a month and a year of four digits.',
  ),
  rule(
    'short-month',
    `(?<!\\p{L})${MONTH}-\\d\\d${DONE}${NOT_COUNTING}|` +
      `(?<=^\\s*|\\t)${MONTH}${SPACE}\\d\\d(?=\\s*$|\\t)`,
    'A month and two digits of a year, hyphened or alone in a cell: in a sentence they may be ' +
      'a count.',
  ),
  rule(
    'months-in-a-row',
    `(?<!\\p{L})${MONTH}${SPACE}\\d\\d(?:\\s+${MONTH}${SPACE}\\d\\d)+${DONE}${NOT_COUNTING}`,
    'Months that follow each other, each with two digits of its year, as a heading has them: ' +
      'across the turn of a year two are enough, within one year there are three or more.',
    ({ text }) => areMonthsInARow(text),
  ),
  rule(
    'numeric-date',
    `${FREE}${DAY}/(?:0?[1-9]|1[0-2])/${YEAR}${DONE}`,
    'Day, month and year in digits.',
  ),
  rule(
    'financial-year',
    `${FREE}(?:${LONG_PAIRS})${DONE}|` +
      `(?<=(?<!\\p{L})FY${SPACE}?)(?:${SHORT_PAIRS})${DONE}|` +
      `(?<=^\\s*|\\t)(?:${SHORT_PAIRS})(?=\\s*$|\\t)`,
    'Two years that follow each other; of two digits each only behind FY or alone in a cell, ' +
      'since 11/12 may be eleven of twelve.',
  ),
  rule(
    'quarter',
    `(?<!\\p{L})Q[1-4]${SPACE}(?:${LONG_PAIRS}|${YEAR})${DONE}${NOT_COUNTING}`,
    'A quarter and its year: "Q1 2023/24".',
  ),
  rule(
    'year-range',
    `${FREE}${YEAR} ?[-–] ?${YEAR}${DONE}${NOT_COUNTING}|` +
      `(?<=between )${YEAR} and ${YEAR}${DONE}${NOT_COUNTING}`,
    'From one year to another.',
  ),
  rule(
    'year',
    '(?<=(?<!\\p{L})(?:[Ii]n|[Ss]ince|[Dd]uring|[Ee]arly|[Ll]ate|[Mm]id|[Ss]pring|[Ss]ummer|' +
      `[Aa]utumn|[Ww]inter|(?:[Bb]eginning|[Ss]tart|[Ee]nd|[Pp]art) of)${SPACE})` +
      `${YEAR}${DONE}${NOT_PLURAL}`,
    'A year behind a word of time, unless something countable follows it.',
  ),
  rule(
    'act-year',
    `(?<=(?<!\\p{L})Act${SPACE})(?:1[89]\\d\\d|20[0-3]\\d)${DONE}`,
    'The year in the title of an Act.',
  ),
  rule(
    'paragraph-number',
    '(?<=^ *(?:- |\\*\\*|#+ )*)\\d{1,3}\\.(?=\\s)',
    'A number with a point that begins the line: the paragraph or the item of a list. Figures ' +
      'in cells begin behind a tab.',
  ),
  rule(
    'section-number',
    `(?<=^ *(?:\\*\\*|#+ )?)${SECTION}\\.?(?= \\p{Lu})`,
    'Two numbers joined by a point that begin the line, before a heading, where the document ' +
      'goes on counting: "3.2 Robberies" with no section 3.1 before and no 3.3 behind is a rate.',
    isInOutline,
  ),
  rule(
    'page',
    `(?<!\\p{L})Pages? \\d{1,3}(?: ?[-–] ?\\d{1,3})?(?!\\d)${NOT_PLURAL}`,
    'A reference to pages, as in a list of contents, unless something countable follows it.',
  ),
  rule(
    'phone',
    `(?<!\\d)0\\d{4} \\d{6}(?:/\\d{6})?(?!\\d)`,
    'A telephone number: an area code of five digits that begins with 0, and six digits.',
  ),
  rule(
    'months-total',
    '(?<=^\\s*)\\d{1,2} [Mm]onth [Tt]otal(?=\\s*$)',
    'The caption of the row that sums so many months, alone in its cell.',
  ),
];

/** The names of the rules, in order. */
export const RULE_NAMES: readonly string[] = EXCLUSION_RULES.map(({ name }) => name);

function rule(
  name: string,
  pattern: string,
  why: string,
  holds?: ExclusionRule['holds'],
): ExclusionRule {
  const when = holds === undefined ? undefined : { holds };
  return { name, pattern: new RegExp(pattern, 'gu'), why, ...when };
}
