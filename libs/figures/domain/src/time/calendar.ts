/** A day of the Gregorian calendar; month and day count from 1. Made without checking. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** A run of days, first and last included. Made without checking: see {@link faultOf}. */
export interface DaySpan {
  readonly from: CalendarDay;
  readonly to: CalendarDay;
}

/** The years the ledger takes: wide enough for any series, narrow enough to catch a slip. */
const YEAR_MIN = 1800;
const YEAR_MAX = 2199;

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** How many days a month has; 0 for a month that no year has. */
export function daysInMonth(year: number, month: number): number {
  if (month !== 2) return DAYS[month - 1] ?? 0;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** `count` whole months, the first of them given. */
export function monthsFrom(year: number, month: number, count: number): DaySpan {
  const last = monthPlus(year, month, count - 1);
  return {
    from: { year, month, day: 1 },
    to: { ...last, day: daysInMonth(last.year, last.month) },
  };
}

/** A year, a month of it, or a day of that. */
export function calendarSpan(year: number, month?: number, day?: number): DaySpan {
  if (month === undefined) {
    return { from: { year, month: 1, day: 1 }, to: { year, month: 12, day: 31 } };
  }
  if (day === undefined) {
    return {
      from: { year, month, day: 1 },
      to: { year, month, day: daysInMonth(year, month) },
    };
  }
  const only = { year, month, day };
  return { from: only, to: only };
}

/** The day `count` days later, or earlier if it is negative. */
export function dayPlus({ year, month, day }: CalendarDay, count: number): CalendarDay {
  const date = new Date(Date.UTC(year, month - 1, day + count));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** The same day of the month `count` months later; the month's last day where it has none. */
export function dayPlusMonths({ year, month, day }: CalendarDay, count: number): CalendarDay {
  const moved = monthPlus(year, month, count);
  return { ...moved, day: Math.min(day, daysInMonth(moved.year, moved.month)) };
}

/** How many days a span has, both ends counted. */
export function spanDays({ from, to }: DaySpan): number {
  const time = (day: CalendarDay): number => Date.UTC(day.year, day.month - 1, day.day);
  return (time(to) - time(from)) / 86_400_000 + 1;
}

/** True if a span starts on the first day of a month and ends on the last day of one. */
export function isWholeMonths({ from, to }: DaySpan): boolean {
  return from.day === 1 && to.day === daysInMonth(to.year, to.month);
}

/** How many months a span touches: 12 for a financial year. */
export function spanMonths({ from, to }: DaySpan): number {
  return (to.year - from.year) * 12 + to.month - from.month + 1;
}

/** What is wrong with a span, in words for a person; null if it is sound. */
export function faultOf({ from, to }: DaySpan): string | null {
  const fault = dayFault(from) ?? dayFault(to);
  if (fault !== null) return fault;
  return isAfter(from, to)
    ? `it ends (${dayText(to)}) before it starts (${dayText(from)})`
    : null;
}

/** `2024-05-17` */
export function dayText({ year, month, day }: CalendarDay): string {
  return `${monthText(year, month)}-${two(day)}`;
}

/** `2024-05` */
export function monthText(year: number, month: number): string {
  return `${year}-${two(month)}`;
}

function dayFault({ year, month, day }: CalendarDay): string | null {
  if (month < 1 || month > 12) return `there is no month ${month}`;
  if (day < 1 || day > daysInMonth(year, month)) {
    return `${monthText(year, month)} has no day ${day}`;
  }
  if (year >= YEAR_MIN && year <= YEAR_MAX) return null;
  return `${year} is outside ${YEAR_MIN} to ${YEAR_MAX}`;
}

function isAfter(left: CalendarDay, right: CalendarDay): boolean {
  if (left.year !== right.year) return left.year > right.year;
  if (left.month !== right.month) return left.month > right.month;
  return left.day > right.day;
}

function monthPlus(
  year: number,
  month: number,
  count: number,
): { year: number; month: number } {
  const months = year * 12 + month - 1 + count;
  return { year: Math.floor(months / 12), month: (((months % 12) + 12) % 12) + 1 };
}

function two(count: number): string {
  return count < 10 ? `0${count}` : `${count}`;
}
