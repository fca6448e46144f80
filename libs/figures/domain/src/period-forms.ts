import {
  type CalendarDay,
  type DaySpan,
  calendarSpan,
  dayPlus,
  dayPlusMonths,
  monthsFrom,
} from './calendar.js';
import { cardinalOf } from './number-words.js';

const MONTHS =
  'january february march april may june july august september october november december'.split(
    ' ',
  );
const MONTH_NAME = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)([a-z]*)\\.?';
const ORDINAL = '(?:st|nd|rd|th)?(?: of)?';
const FINANCIAL_YEAR = '(?:fy|financial year)? ?(\\d{4})([-/])(\\d{4}|\\d\\d)';

const ISO = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;
const NAMED = new RegExp(`^(?:(\\d{1,2})${ORDINAL} ?)?${MONTH_NAME} (\\d{4})$`);
const PART_LAST = /^(\d{4})[- ]?([ashtqmwd])(\d{1,3})$/;
const PART_FIRST = /^([hsq])(\d)[- ](\d{4})$/;
const YEAR_THEN_QUARTER = new RegExp(`^${FINANCIAL_YEAR}(?:[ -]?q([1-4]))?$`);
const QUARTER_THEN_YEAR = new RegExp(`^q([1-4]) ?(${FINANCIAL_YEAR})$`);
const RUN_UP =
  /^(?:the )?(?:rolling )?([a-z]+|\d{1,3})[ -](month|week|day)s?(?: period)? (?:up to|to|ending|ended)(?: the)?(?: end)?(?: of)? (.+)$/;
const YEAR_UP =
  /^(?:the )?(?:rolling )?(?:(year|quarter) (?:up to|to|ending|ended)|ye)(?: the)?(?: end)?(?: of)? (.+)$/;
const DURATION =
  /^(\d{4}-\d\d-\d\d)(?:t00:00:00)?\/p(?:(\d{1,4})y)?(?:(\d{1,4})m)?(?:(\d{1,4})w)?(?:(\d{1,6})d)?$/;
const BETWEEN = [/ ?\.\. ?/, / to /, / until /, / - /, /\//, /-/] as const;

/**
 * Reads a period that is not written canonically: quarters, halves, financial years, months by
 * name, "12 months to", SDMX and ISO 8601 forms, and ranges of these.
 *
 * @returns the span as written, not yet checked against the calendar; null if it has no form
 *   known here or more than one reading
 */
export function periodForm(written: string): DaySpan | null {
  const text = written.toLowerCase().replace(/[–—]/g, '-').replace(/\s+/g, ' ').trim();
  return single(text) ?? withDuration(text) ?? runUp(text) ?? range(text);
}

function single(text: string): DaySpan | null {
  return iso(text) ?? named(text) ?? partOfYear(text) ?? financialYear(text);
}

function iso(text: string): DaySpan | null {
  const found = ISO.exec(text);
  if (found === null) return null;
  const [, year, month, day] = found;
  return calendarSpan(Number(year), optional(month), optional(day));
}

function named(text: string): DaySpan | null {
  const found = NAMED.exec(text);
  if (found === null) return null;
  const [, day, short = '', rest = '', year] = found;
  const month = MONTHS.findIndex((name) => name.startsWith(short));
  const isWhole = MONTHS[month]?.startsWith(short + rest) === true;
  return isWhole ? calendarSpan(Number(year), month + 1, optional(day)) : null;
}

function partOfYear(text: string): DaySpan | null {
  const last = PART_LAST.exec(text);
  if (last !== null) return partSpan(Number(last[1]), last[2] ?? '', last[3] ?? '');
  const first = PART_FIRST.exec(text);
  return first === null ? null : partSpan(Number(first[3]), first[1] ?? '', first[2] ?? '');
}

/** Letter, digits written, count in a year and months of each part, as SDMX names them. */
const PARTS: Readonly<Record<string, readonly [count: number, months: number]>> = {
  a: [1, 12],
  s: [2, 6],
  h: [2, 6],
  t: [3, 4],
  q: [4, 3],
  m: [12, 1],
};

function partSpan(year: number, letter: string, digits: string): DaySpan | null {
  const number = Number(digits);
  const part = PARTS[letter];
  if (part !== undefined) {
    const [count, months] = part;
    if (number < 1 || number > count) return null;
    return monthsFrom(year, (number - 1) * months + 1, months);
  }
  return letter === 'w' ? weekSpan(year, number, digits) : dayOfYear(year, number, digits);
}

/** Week 1 is the one with the year's first Thursday (ISO 8601), so it always has 4 January. */
function weekSpan(year: number, week: number, digits: string): DaySpan | null {
  if (digits.length !== 2 || week < 1 || week > 53) return null;
  const fourth = { year, month: 1, day: 4 };
  const weekday = (new Date(Date.UTC(year, 0, 4)).getUTCDay() + 6) % 7;
  const from = dayPlus(fourth, (week - 1) * 7 - weekday);
  const thursday = dayPlus(from, 3);
  return thursday.year === year ? { from, to: dayPlus(from, 6) } : null;
}

function dayOfYear(year: number, number: number, digits: string): DaySpan | null {
  const day = dayPlus({ year, month: 1, day: 1 }, number - 1);
  return digits.length === 3 && day.year === year ? { from: day, to: day } : null;
}

function financialYear(text: string): DaySpan | null {
  const last = YEAR_THEN_QUARTER.exec(text);
  if (last !== null) return financialSpan(text, last.slice(1));
  const first = QUARTER_THEN_YEAR.exec(text);
  if (first === null) return null;
  return financialSpan(first[2] ?? '', [...first.slice(3), first[1]]);
}

type Groups = readonly (string | undefined)[];

function financialSpan(text: string, [start, mark, end = '', quarter]: Groups): DaySpan | null {
  const isNamed = text.startsWith('f');
  // Unnamed, 2018-19 could be a month and 2018/2019 an interval: only 2018/19 has one reading.
  if (!isNamed && (mark === '-' || end.length === 4)) return null;
  const year = Number(start);
  if (!String(year + 1).endsWith(end)) return null;
  if (quarter === undefined) return monthsFrom(year, 4, 12);
  if (quarter === '4') return monthsFrom(year + 1, 1, 3);
  return monthsFrom(year, Number(quarter) * 3 + 1, 3);
}

function withDuration(text: string): DaySpan | null {
  const found = DURATION.exec(text);
  const start = found === null ? null : iso(found[1] ?? '');
  if (found === null || start === null) return null;
  const [years, months, weeks, days] = found.slice(2).map((count) => Number(count ?? 0));
  const later = dayPlusMonths(start.from, (years ?? 0) * 12 + (months ?? 0));
  const end = dayPlus(later, (weeks ?? 0) * 7 + (days ?? 0) - 1);
  return { from: start.from, to: end };
}

function runUp(text: string): DaySpan | null {
  const year = YEAR_UP.exec(text);
  if (year !== null) return spanUpTo(year[1] === 'quarter' ? 3 : 12, 'month', year[2] ?? '');
  const found = RUN_UP.exec(text);
  if (found === null) return null;
  const count = countOf(found[1] ?? '');
  return count < 1 ? null : spanUpTo(count, found[2] ?? '', found[3] ?? '');
}

function countOf(word: string): number {
  return Number(/^\d+$/.test(word) ? word : (cardinalOf([word])?.value ?? 0));
}

function spanUpTo(count: number, unit: string, last: string): DaySpan | null {
  const to = single(last)?.to;
  if (to === undefined) return null;
  const after = dayPlus(to, 1);
  const from =
    unit === 'month'
      ? monthsEarlier(after, count)
      : dayPlus(after, -count * (unit === 'week' ? 7 : 1));
  return { from, to };
}

function monthsEarlier(after: CalendarDay, count: number): CalendarDay {
  const from = dayPlusMonths(after, -count);
  // The month before 30 March starts where February ends: no day of it may be counted twice.
  return from.day < after.day ? dayPlus(from, 1) : from;
}

function range(text: string): DaySpan | null {
  if (mayBeFinancialYear(text)) return null;
  for (const mark of BETWEEN) {
    const ends = text.split(mark);
    const [left, right] = ends;
    if (ends.length !== 2 || left === undefined || right === undefined) continue;
    const to = single(right);
    const from = to === null ? null : (single(left) ?? yearFromEnd(left, right));
    if (from !== null && to !== null) return { from: from.from, to: to.to };
  }
  return null;
}

/** `April to June 2019` and `8 to 22 April 2019`: the start borrows what only the end tells. */
function yearFromEnd(left: string, right: string): DaySpan | null {
  const [, month, year] = /([a-z.]+)? ?(\d{4})$/.exec(right) ?? [];
  return named(`${left} ${year}`) ?? named(`${left} ${month} ${year}`);
}

/**
 * True for two years that follow each other, such as `2018-19`, `2018/2019` and "2018 to 2019":
 * some mean both years with it and some the financial year.
 */
export function mayBeFinancialYear(text: string): boolean {
  const [, year, next] = /^(\d{4}) ?(?:[-–/]|to) ?(\d{4}|\d\d)$/.exec(text.trim()) ?? [];
  return next !== undefined && String(Number(year) + 1).endsWith(next);
}

function optional(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}
