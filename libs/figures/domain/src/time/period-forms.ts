import {
  type CalendarDay,
  type DaySpan,
  calendarSpan,
  dayPlus,
  dayPlusMonths,
  isWholeMonths,
  spanMonths,
} from './calendar.js';
import { cardinalOf } from '../printed/number-words.js';
import { namedSpan, yearlessName } from './period-names.js';
import { isDay, isoSpan, partOfYear, singleSpan, YEAR } from './period-spans.js';
import {
  kindOfYearSpan,
  yearOfKind,
  yearPair,
  yearToDate,
  type YearKind,
} from './period-years.js';

const MIDNIGHT = /^(\d{4}-\d\d-\d\d)[t ]00:00(?::00(?:\.0+)?)?(?:z|[+-]\d\d:\d\d)?$/;
const PREFIX =
  /^(?:(?:as )?at|on|in|during|for|(?:the )?(?:month of|calendar year|year)|cy) ?(?:the )?(.+)$/;
const RUN_UP =
  /^(?:the )?(?:last |rolling )?(?:(?!half)([a-z]+|\d{1,3})[ -])?(year|half[ -]year|quarter|month|week|day)s?(?:[ -]period)? (?:up to|to|ending|ended)(?: the)?(?: end)?(?: of)? (.+)$/;
const SHORT_RUN_UP = /^([ymwq])\/?e (.+)$/;
const FINANCIAL_RUN_UP =
  /^(?:fye|(?:the )?(?:fy|financial year) (?:up to|to|ending|ended)) (?!date)(.+)$/;
const WEEK_FROM = /^(?:week|w\/c|wc)(?: ?(?:commencing|beginning|starting|from))? (.+)$/;
const TO_DATE =
  /^(?:the )?(?:(calendar|financial|academic) )?(?:year[ -]to[ -]date|ytd)(?: (?:to|ending|ended))?(?: end)?(?: of)? (.+)$/;
const DURATION =
  /^(\d{4}-\d\d-\d\d)(?:t00:00:00)?\/p(?:(\d{1,4})y)?(?:(\d{1,4})m)?(?:(\d{1,4})w)?(?:(\d{1,6})d)?$/;
const LINKED =
  /^(?:https?:\/\/reference\.data\.gov\.uk\/id\/)?(?:(gregorian|calendar|government)-)?(year|half|quarter|month|week|day|interval|instant)\/(.+)$/;
const BETWEEN = [' .. ', '..', ' to ', ' until ', ' through ', ' - ', '/', '-'] as const;

/**
 * Reads a period that is not written canonically: quarters, halves, weeks, financial and academic
 * years, months by name, "12 months to", "week ending", "mid-2023", the forms of SDMX, ISO 8601
 * and linked data, and ranges of these.
 *
 * @param text as {@link plainPeriod} makes it
 * @param kind what two years written together mean, where the report says so
 * @returns the span as written, not yet checked against the calendar; null if it has no form
 *   known here
 */
export function periodForm(text: string, kind?: YearKind): DaySpan | null {
  return (
    yearsOfKind(text, kind) ??
    singleSpan(text) ??
    withDuration(text) ??
    midnight(text) ??
    runUp(text) ??
    toDate(text, kind) ??
    linked(text) ??
    prefixed(text) ??
    range(text)
  );
}

/** Lower case, one kind of hyphen, single spaces: publishers differ in these and mean nothing. */
export function plainPeriod(written: string): string {
  return written
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}

function yearsOfKind(text: string, kind: YearKind | undefined): DaySpan | null {
  const year = kind === undefined ? null : yearPair(text);
  return kind === undefined || year === null ? null : yearOfKind(kind, year);
}

function midnight(text: string): DaySpan | null {
  const found = MIDNIGHT.exec(text);
  return found === null ? null : isoSpan(found[1] ?? '');
}

function withDuration(text: string): DaySpan | null {
  const found = DURATION.exec(text);
  const start = found === null ? null : isoSpan(found[1] ?? '');
  if (found === null || start === null) return null;
  const counts = found.slice(2).map((count: string | undefined) => Number(count ?? 0));
  const [years = 0, months = 0, weeks = 0, days = 0] = counts;
  const later = dayPlusMonths(start.from, years * 12 + months);
  const end = dayPlus(later, weeks * 7 + days - 1);
  return { from: start.from, to: end };
}

function runUp(text: string): DaySpan | null {
  const financial = FINANCIAL_RUN_UP.exec(text);
  if (financial !== null) return spanUpTo(1, 'year', financial[1] ?? '');
  const [, letter, end = ''] = SHORT_RUN_UP.exec(text) ?? [];
  if (letter !== undefined) return spanUpTo(1, SHORT_UNITS[letter] ?? '', end);
  const found = RUN_UP.exec(text);
  if (found === null) return weekFrom(text);
  const count = found[1] === undefined ? 1 : countOf(found[1]);
  return count < 1 ? null : spanUpTo(count, found[2] ?? '', found[3] ?? '');
}

const SHORT_UNITS: Readonly<Record<string, string>> = {
  y: 'year',
  q: 'quarter',
  m: 'month',
  w: 'week',
};

function weekFrom(text: string): DaySpan | null {
  const first = WEEK_FROM.exec(text);
  const span = first === null ? null : (isoSpan(first[1] ?? '') ?? namedSpan(first[1] ?? ''));
  if (span === null || !isDay(span)) return null;
  return { from: span.from, to: dayPlus(span.from, 6) };
}

function toDate(text: string, kind: YearKind | undefined): DaySpan | null {
  const [, named = kind, last = ''] = TO_DATE.exec(text) ?? [];
  const span = named === undefined ? null : namedSpan(last);
  if (span === null) return null;
  if (named === 'calendar')
    return { from: { year: span.to.year, month: 1, day: 1 }, to: span.to };
  return yearToDate(named === 'academic' ? 'academic' : 'financial', span);
}

/** `month/2020-01`, `government-year/1999-2000`: the last parts of linked-data names. */
function linked(text: string): DaySpan | null {
  const [, calendar, unit, rest = ''] = LINKED.exec(text) ?? [];
  if (unit === undefined) return null;
  if (calendar === 'government') return kindOfYearSpan(`fy${rest.replace('/', ' ')}`);
  if (unit === 'interval') return withDuration(rest);
  if (unit === 'instant') return midnight(rest);
  const span = isoSpan(rest) ?? partOfYear(rest);
  return span !== null && unitOf(span) === unit ? span : null;
}

function unitOf(span: DaySpan): string {
  if (isDay(span)) return 'day';
  if (!isWholeMonths(span)) return 'week';
  return { 1: 'month', 3: 'quarter', 6: 'half', 12: 'year' }[spanMonths(span)] ?? '';
}

function prefixed(text: string): DaySpan | null {
  const rest = PREFIX.exec(text)?.[1];
  return rest === undefined ? null : singleSpan(rest);
}

function countOf(word: string): number {
  return Number(/^\d+$/.test(word) ? word : (cardinalOf([word])?.value ?? 0));
}

const UNIT_MONTHS: Readonly<Record<string, number>> = {
  year: 12,
  'half year': 6,
  'half-year': 6,
  quarter: 3,
  month: 1,
};

function spanUpTo(count: number, unit: string, last: string): DaySpan | null {
  const span = YEAR.test(last) ? null : singleSpan(last);
  if (span === null) return null;
  const { to } = span;
  const after = dayPlus(to, 1);
  const months = UNIT_MONTHS[unit];
  if (months !== undefined) return { from: monthsEarlier(after, count * months), to };
  // Weeks and days end on a day: "four weeks to May 2024" does not say which.
  if (!isDay(span)) return null;
  return { from: dayPlus(after, -count * (unit === 'week' ? 7 : 1)), to };
}

function monthsEarlier(after: CalendarDay, count: number): CalendarDay {
  const from = dayPlusMonths(after, -count);
  // The month before 30 March starts where February ends: no day of it may be counted twice.
  return from.day < after.day ? dayPlus(from, 1) : from;
}

function range(written: string): DaySpan | null {
  const text = written
    .replace(/^from (.+ (?:to|until) )/, '$1')
    .replace(/^between (.+) and /, '$1 to ')
    .replace(/^(\d{4}),? ([a-z]+)( ?- ?| to )([a-z]+)$/, '$2$3$4 $1');
  for (const mark of BETWEEN) {
    for (let at = text.indexOf(mark); at > 0; at = text.indexOf(mark, at + 1)) {
      const found = between(text.slice(0, at), text.slice(at + mark.length));
      if (found !== null) return found;
    }
  }
  return null;
}

function between(left: string, right: string): DaySpan | null {
  const years = financialYears(left, right);
  if (years !== null) return years;
  const to = singleSpan(right);
  const from = to === null ? null : (singleSpan(left) ?? startOf(left, right, to));
  // "Jan 2019 to 2020" does not say whether the end is a year or its first month.
  if (from === null || to === null || YEAR.test(left) !== YEAR.test(right)) return null;
  return { from: from.from, to: to.to };
}

/** `2018-19 to 2022-23`: a run of years, of which neither end can be a month. */
function financialYears(left: string, right: string): DaySpan | null {
  const [first, last] = [yearPair(left), yearPair(right)];
  if (first === null || last === null) return null;
  return {
    from: yearOfKind('financial', first).from,
    to: yearOfKind('financial', last).to,
  };
}

/**
 * The start takes from the end what it lacks itself: `April to June 2019`, `8 to 22 April
 * 2019`. A later month than the end's is of the year before: `Nov-Jan 2024`.
 */
function startOf(left: string, right: string, { from: end }: DaySpan): DaySpan | null {
  if (!/[a-z]{3}/.test(right)) return null;
  if (/^\d{1,2}(?:st|nd|rd|th)?$/.test(left)) {
    return namedSpan(right) !== null && /^\d/.test(right)
      ? calendarSpan(end.year, end.month, Number.parseInt(left, 10))
      : null;
  }
  const name = yearlessName(left);
  // A month never ends on a day: "April to 22 June 2019" leaves open where it starts.
  if (name === null || namedSpan(right) === null) return null;
  if ((name.day === undefined) === /^\d{1,2}\D/.test(right)) return null;
  return calendarSpan(name.month > end.month ? end.year - 1 : end.year, name.month, name.day);
}
