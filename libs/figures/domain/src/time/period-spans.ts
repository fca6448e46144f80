import { type DaySpan, calendarSpan, dayPlus, monthsFrom } from './calendar.js';
import { namedSpan } from './period-names.js';
import { kindOfYearSpan, yearPair } from './period-years.js';

const ISO = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;
const DAY_OF_DIGITS = /^(\d{4})(\/?)(\d\d)\2(\d\d)$/;
const MONTH_OF_DIGITS = /^(\d\d)(\d\d)(\d\d)$/;
const PART_LAST = /^(\d{4})[- /]?([ashtqmwd])(\d{1,3})$/;
const PART_FIRST = /^([hsqw])(\d{1,2}),?[- /]?(?:of )?(\d{4})$/;
const COUNT_FIRST = /^([1-4])([qh]),?[- /]?(\d{4})$/;
const POINT = /^(mid|end)[- ](?:of[- ])?(?:year[- ])?(.+)$/;

/** Four digits and nothing else. */
export const YEAR = /^\d{4}$/;

/** One day, month, week, quarter, half or year, in any form that has one meaning. */
export function singleSpan(text: string): DaySpan | null {
  return (
    isoSpan(text) ??
    ofDigits(text) ??
    namedSpan(text) ??
    partOfYear(text) ??
    kindOfYearSpan(text) ??
    point(text)
  );
}

/** A year, a month or a day in digits, as ISO 8601 writes them. */
export function isoSpan(text: string): DaySpan | null {
  const found = ISO.exec(text);
  if (found === null) return null;
  const [, year, month, day] = found;
  return calendarSpan(Number(year), optional(month), optional(day));
}

/** `20240517`, `2024/05/17` and `202405`, where no other reading of the digits is a date. */
function ofDigits(text: string): DaySpan | null {
  const day = DAY_OF_DIGITS.exec(text);
  if (day !== null) return calendarSpan(Number(day[1]), Number(day[3]), Number(day[4]));
  const [, first, second, third] = MONTH_OF_DIGITS.exec(text) ?? [];
  const isYearMonthDay = Number(second) >= 1 && Number(second) <= 12;
  const isMonth = Number(third) >= 1 && Number(third) <= 12;
  if (!isMonth || isYearMonthDay || yearPair(text) !== null) return null;
  return calendarSpan(Number(`${first}${second}`), Number(third));
}

/** Mid-year populations are dated 30 June; figures at the end of a period, its last day. */
function point(text: string): DaySpan | null {
  const [, where, whole = ''] = POINT.exec(text) ?? [];
  if (where === undefined) return null;
  if (where === 'mid') {
    return YEAR.test(whole) ? calendarSpan(Number(whole), 6, 30) : null;
  }
  const span = isoSpan(whole) ?? namedSpan(whole);
  return span === null ? null : { from: span.to, to: span.to };
}

/** A quarter, half, third, week or numbered day of a calendar year. */
export function partOfYear(written: string): DaySpan | null {
  const text = inLetters(written);
  const last = PART_LAST.exec(text);
  const isWeekWord = text !== written;
  if (last !== null)
    return partSpan(Number(last[1]), last[2] ?? '', digitsOf(last[3], isWeekWord));
  const first = PART_FIRST.exec(text);
  if (first !== null) {
    return partSpan(Number(first[3]), first[1] ?? '', digitsOf(first[2], isWeekWord));
  }
  const count = COUNT_FIRST.exec(text);
  return count === null ? null : partSpan(Number(count[3]), count[2] ?? '', count[1] ?? '');
}

const ORDINALS = ['first|1st', 'second|2nd', 'third|3rd', 'fourth|4th'] as const;

/** `Week 13, 2020` and "second quarter of 2024" as `w13 2020` and `q2 2024`. */
function inLetters(text: string): string {
  let short = text.replace(/\b(?:week|wk) ?(?=\d)/, 'w').replace(/\bquarter ?(?=\d)/, 'q');
  ORDINALS.forEach((words, i) => {
    short = short.replace(
      new RegExp(`^(?:the )?(?:${words}) (q|h)(?:uarter|alf)\\b`),
      `$1${i + 1}`,
    );
  });
  return short.replace(/^(\d{4}),? (?=[wq]\d)/, '$1-');
}

function digitsOf(digits = '', mayBeOne: boolean): string {
  return mayBeOne ? digits.padStart(2, '0') : digits;
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

/** True for a span of one day. */
export function isDay({ from, to }: DaySpan): boolean {
  return from.year === to.year && from.month === to.month && from.day === to.day;
}

function optional(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}
