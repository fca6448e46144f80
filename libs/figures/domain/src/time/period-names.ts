import { type DaySpan, calendarSpan } from './calendar.js';

const MONTHS =
  'january february march april may june july august september october november december'.split(
    ' ',
  );
const WEEKDAYS = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');

/** Three letters, then the rest of the name as far as it is written. */
const MONTH_NAME = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)([a-z]*)\\.?';
const ORDINAL = '(?:st|nd|rd|th)?(?: of)?';
/** A bare hyphen, slash or comma between a month's name and a year joins them: it is no range. */
const JOINED = ' ?[-/,]? ?';

const YEAR_LAST = new RegExp(
  `^(?:(\\d{1,2})${ORDINAL} ?[-/]? ?)?${MONTH_NAME}${JOINED}(\\d{4})$`,
);
const SHORT_YEAR_LAST = new RegExp(`^(?:(\\d{1,2})[-/])?${MONTH_NAME}(?:[-/]| ?['’])(\\d\\d)$`);
const DAY_IN_MIDDLE = new RegExp(
  `^${MONTH_NAME}[ /-](\\d{1,2})(?:st|nd|rd|th)?(?:, ?|[ /-])(\\d{4})$`,
);
const YEAR_FIRST = new RegExp(`^(\\d{4})${JOINED}${MONTH_NAME}(?:[ /-](\\d{1,2}))?$`);
const WITH_WEEKDAY = /^([a-z]{3,9}),? (\d{1,2}\D.*)$/;
const DAY_MONTH = new RegExp(`^(\\d{1,2})${ORDINAL} ?[-/]? ?${MONTH_NAME}$`);
const ONLY_MONTH = new RegExp(`^${MONTH_NAME}$`);

/** Two-digit years are of 1969 to 2068, as POSIX has it. */
const CENTURY_TURNS = 69;

/** A month or a day with the month's name and a year, in any order that has one meaning. */
export function namedSpan(text: string): DaySpan | null {
  const last = YEAR_LAST.exec(text);
  if (last !== null) return spanOf(last[4], last[2], last[3], last[1]);
  const short = SHORT_YEAR_LAST.exec(text);
  if (short !== null) return spanOf(fullYear(short[4] ?? ''), short[2], short[3], short[1]);
  const middle = DAY_IN_MIDDLE.exec(text);
  if (middle !== null) return spanOf(middle[4], middle[1], middle[2], middle[3]);
  const first = YEAR_FIRST.exec(text);
  if (first !== null) return spanOf(first[1], first[2], first[3], first[4]);
  return onWeekday(text);
}

/** A day or a month without its year: `8 April`, `Nov`. */
export interface YearlessName {
  readonly month: number;
  readonly day?: number;
}

/** What a text without a year names; null if it is neither a month nor a day of one. */
export function yearlessName(text: string): YearlessName | null {
  const day = DAY_MONTH.exec(text);
  if (day !== null) {
    const month = monthOf(day[2], day[3]);
    return month === 0 ? null : { month, day: Number(day[1]) };
  }
  const only = ONLY_MONTH.exec(text);
  const month = only === null ? 0 : monthOf(only[1], only[2]);
  return month === 0 ? null : { month };
}

/** The year a two-digit one stands for. */
export function fullYear(digits: string): string {
  return `${Number(digits) < CENTURY_TURNS ? 20 : 19}${digits}`;
}

function spanOf(year = '', short?: string, rest?: string, day?: string): DaySpan | null {
  const month = monthOf(short, rest);
  if (month === 0) return null;
  return calendarSpan(Number(year), month, day === undefined ? undefined : Number(day));
}

/** From 1; 0 if the letters are no month's name, whole or cut short. */
function monthOf(short = '', rest = ''): number {
  const month = MONTHS.findIndex((name) => name.startsWith(short));
  return MONTHS[month]?.startsWith(short + rest) === true ? month + 1 : 0;
}

/** A weekday beside a date has to be that of the date: else one of them is a slip. */
function onWeekday(text: string): DaySpan | null {
  const [, name = '', date] = WITH_WEEKDAY.exec(text) ?? [];
  const weekday = WEEKDAYS.findIndex((day) => day.startsWith(name));
  if (date === undefined || weekday < 0) return null;
  const last = YEAR_LAST.exec(date);
  if (last?.[1] === undefined) return null;
  const span = spanOf(last[4], last[2], last[3], last[1]);
  if (span === null) return null;
  const { year, month, day } = span.from;
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() === weekday ? span : null;
}
