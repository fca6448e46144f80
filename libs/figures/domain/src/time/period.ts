import { LedgerError, compareText } from '@ledger/kernel';
import {
  type CalendarDay,
  type DaySpan,
  calendarSpan,
  dayPlusMonths,
  dayText,
  daysInMonth,
  faultOf,
  isWholeMonths,
  monthText,
  spanDays,
  spanMonths,
} from './calendar.js';
import { isWord } from '../text/names.js';
import { periodDoubt } from './period-doubts.js';
import { periodForm, plainPeriod } from './period-forms.js';
import { yearPair, type YearKind } from './period-years.js';

declare const period: unique symbol;

/** When a figure is about, in its canonical text: equal periods have equal texts. */
export type Period = string & { readonly [period]: true };

/** The first and the last day of a period, both included, as `2024-05-17`. */
export interface PeriodBounds {
  readonly from: string;
  readonly to: string;
}

/** A text that does not name a period without guessing. */
export class MalformedPeriod extends LedgerError {
  readonly code = 'malformed-period';
  readonly kind = 'refusal';

  constructor(
    readonly text: string,
    fault: string,
  ) {
    super(
      `"${text.slice(0, 60)}" is not a period: ${fault}. Write 2024, 2024-05, 2024-05-17, ` +
        'a range such as 2024-05..2024-07, May 2024, 2024-Q2, 2024-W13, FY2018-19, AY2018-19, ' +
        'Nov 2023 to Jan 2024, 12 months to September 2019 or week ending 17 May 2024.',
    );
  }
}

/** Longer than any form of a period; bounds the cost of reading one. */
export const PERIOD_LENGTH_MAX = 140;

const CANONICAL = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:\.\.(\d{4})(?:-(\d\d)(?:-(\d\d))?)?)?$/;
const UNSTATED = 'unstated@';

/**
 * Reads a period in any form that has one meaning, and gives its canonical text.
 *
 * Whole calendar years, months and days have their short form regardless of how they were
 * written: `2024-01-01..2024-12-31` is `2024`. Quarters and halves are of the calendar year,
 * weeks are those of ISO 8601, `FY2018-19` runs from April to March. An end names its whole
 * month or year.
 *
 * @param kind what two years written together (`2018/19`, `201819`) mean, where that is said
 * @throws {MalformedPeriod} on a day no calendar has, an end before its start, a year outside
 *   1800 to 2199, and on anything with two readings, such as `2018/19` or `2018/2019`, naming both
 */
export function parsePeriod(text: string, kind?: YearKind): Period {
  if (text.length > PERIOD_LENGTH_MAX) throw new MalformedPeriod(text, 'it is too long');
  if (text.startsWith(UNSTATED)) return unstatedPeriod(text.slice(UNSTATED.length));
  const span = spanIn(text, kind);
  const fault = faultOf(span);
  if (fault !== null) throw new MalformedPeriod(text, fault);
  return periodOf(span);
}

/**
 * The period of a figure whose paper states none: it belongs to that publication alone, so the
 * figure never joins another's history.
 *
 * @throws {MalformedPeriod} if the id could not stand in a figure's key
 */
export function unstatedPeriod(publicationId: string): Period {
  const text = `${UNSTATED}${publicationId}`;
  if (!isWord(publicationId)) {
    throw new MalformedPeriod(text, 'after unstated@ comes a publication id');
  }
  return text as Period;
}

/** True for a period that no paper states. */
export function isUnstated(period: Period): boolean {
  return period.startsWith(UNSTATED);
}

/** The first and last day, both included; null for an unstated period. */
export function periodBounds(period: Period): PeriodBounds | null {
  if (isUnstated(period)) return null;
  const dots = period.indexOf('..');
  if (dots < 0) return { from: firstDay(period), to: lastDay(period) };
  return { from: firstDay(period.slice(0, dots)), to: lastDay(period.slice(dots + 2)) };
}

/** Negative, zero or positive: by first day, then by last day, unstated periods last. */
export function comparePeriods(left: Period, right: Period): number {
  if (left === right) return 0;
  const [a, b] = [periodBounds(left), periodBounds(right)];
  if (a === null || b === null) {
    return a === b ? compareText(left, right) : a === null ? 1 : -1;
  }
  return compareText(a.from, b.from) || compareText(a.to, b.to);
}

/**
 * The same days or months a year before; 29 February has 28 February before it.
 *
 * @returns null for an unstated period, and before the first year the ledger takes
 */
export function periodYearBefore(period: Period): Period | null {
  const span = canonicalSpan(period);
  if (span === null) return null;
  const before = isWholeMonths(span)
    ? { from: dayPlusMonths(span.from, -12), to: monthEnd(dayPlusMonths(span.to, -12)) }
    : { from: dayPlusMonths(span.from, -12), to: dayPlusMonths(span.to, -12) };
  return faultOf(before) === null ? periodOf(before) : null;
}

/**
 * The period as SDMX writes an observational time period: `2024`, `2024-05`, `2024-Q2`,
 * `2024-S1`, a day, otherwise a first day with a duration (`2018-04-01/P1Y`).
 *
 * @see SDMX 2.1 and 3.0, Technical Notes, time formats
 * @returns null for an unstated period, which SDMX has no way to say
 */
export function sdmxPeriod(period: Period): string | null {
  const span = canonicalSpan(period);
  if (span === null) return null;
  if (!period.includes('..')) return period;
  if (!isWholeMonths(span)) return `${dayText(span.from)}/P${spanDays(span)}D`;
  const { year, month } = span.from;
  const months = spanMonths(span);
  if (months === 3 && month % 3 === 1) return `${year}-Q${(month + 2) / 3}`;
  if (months === 6 && month % 6 === 1) return `${year}-S${(month + 5) / 6}`;
  return `${dayText(span.from)}/P${months % 12 === 0 ? `${months / 12}Y` : `${months}M`}`;
}

function canonicalSpan(text: string): DaySpan | null {
  const found = CANONICAL.exec(text);
  if (found === null) return null;
  const first = spanAt(found, 1);
  return found[4] === undefined ? first : { from: first.from, to: spanAt(found, 4).to };
}

function spanAt(found: RegExpExecArray, group: number): DaySpan {
  const [year, month, day] = [found[group], found[group + 1], found[group + 2]];
  if (month === undefined) return calendarSpan(Number(year));
  return calendarSpan(Number(year), Number(month), day === undefined ? undefined : Number(day));
}

function periodOf(span: DaySpan): Period {
  return (isWholeMonths(span) ? monthsText(span) : daysText(span)) as Period;
}

function monthsText({ from, to }: DaySpan): string {
  if (from.year !== to.year) return `${monthText(from.year, from.month)}..${monthOf(to)}`;
  if (from.month === 1 && to.month === 12) return `${from.year}`;
  return from.month === to.month ? monthOf(from) : `${monthOf(from)}..${monthOf(to)}`;
}

function monthOf({ year, month }: CalendarDay): string {
  return monthText(year, month);
}

function daysText({ from, to }: DaySpan): string {
  const [first, last] = [dayText(from), dayText(to)];
  return first === last ? first : `${first}..${last}`;
}

function firstDay(part: string): string {
  if (part.length === 10) return part;
  return part.length === 7 ? `${part}-01` : `${part}-01-01`;
}

function lastDay(part: string): string {
  if (part.length === 10) return part;
  if (part.length === 4) return `${part}-12-31`;
  return `${part}-${daysInMonth(Number(part.slice(0, 4)), Number(part.slice(5)))}`;
}

function monthEnd(day: CalendarDay): CalendarDay {
  return { ...day, day: daysInMonth(day.year, day.month) };
}

function spanIn(text: string, kind: YearKind | undefined): DaySpan {
  const canonical = canonicalSpan(text);
  if (canonical !== null && !isTwoYears(text, canonical, kind)) return canonical;
  const plain = plainPeriod(text);
  const doubt = periodDoubt(plain, kind);
  if (doubt !== null) throw new MalformedPeriod(text, doubt);
  const form = periodForm(plain, kind);
  if (form === null) throw new MalformedPeriod(text, 'its form is not known');
  return form;
}

/** True of `2018-19`, and of `2001-02` where the report says what two years are. */
function isTwoYears(text: string, span: DaySpan, kind: YearKind | undefined): boolean {
  return yearPair(text) !== null && (kind !== undefined || faultOf(span) !== null);
}
