import { type DaySpan, monthsFrom } from './calendar.js';
import { fullYear } from './period-names.js';

/** The kinds of year that a publication may mean. */
export const YEAR_KINDS = ['financial', 'academic'] as const;

/**
 * Which year two years written together mean: `2016/17` is April 2016 to March 2017 to a
 * treasury and September 2016 to August 2017 to a school.
 */
export type YearKind = (typeof YEAR_KINDS)[number];

const FIRST_MONTH: Readonly<Record<YearKind, number>> = { financial: 4, academic: 9 };

const YEARS = '(\\d{4})(?: ?[-/] ?| to )(\\d{4}|\\d\\d)';
const PAIR = new RegExp(`^${YEARS}$`);
const RUN_TOGETHER = /^(\d{4})(\d\d)$/;
const NAMED_KIND = new RegExp(
  `^(fy|f/y|financial year|ay|academic year)e? ?(?:${YEARS}|(\\d\\d)[-/](\\d\\d))$`,
);
const QUARTER_LAST = new RegExp(
  `^(?:fy|financial year)? ?${YEARS},?[ -]?(?:q|quarter ?)([1-4])$`,
);
const QUARTER_FIRST = new RegExp(
  `^(?:q|quarter ?)([1-4]),? ?(?:of )?(?:fy|financial year)? ?${YEARS}$`,
);
const FINANCIAL_END = /^(?:fye|(?:fy|financial year) (?:ending|ended|to)) (\d{4})$/;

/** The first of two years that follow each other, such as `2018-19` or `2018 to 2019`. */
export function yearPair(text: string): number | null {
  const [, year = '', next = ''] = PAIR.exec(text) ?? RUN_TOGETHER.exec(text) ?? [];
  return follows(year, next) ? Number(year) : null;
}

/** The year of that kind that begins in a calendar year. */
export function yearOfKind(kind: YearKind, year: number): DaySpan {
  return monthsFrom(year, FIRST_MONTH[kind], 12);
}

/** The year of that kind that holds a month, up to that month. */
export function yearToDate(kind: YearKind, { to }: DaySpan): DaySpan {
  const month = FIRST_MONTH[kind];
  const year = to.month >= month ? to.year : to.year - 1;
  return { from: { year, month, day: 1 }, to };
}

/** A financial or academic year, or a quarter of a financial one, that says what it is. */
export function kindOfYearSpan(text: string): DaySpan | null {
  const [, kind, year = '', next = '', short, shortNext = ''] = NAMED_KIND.exec(text) ?? [];
  if (kind !== undefined) {
    const start = short === undefined ? year : fullYear(short);
    if (!follows(start, short === undefined ? next : shortNext)) return null;
    return yearOfKind(kind.startsWith('f') ? 'financial' : 'academic', Number(start));
  }
  const ends = FINANCIAL_END.exec(text);
  return ends === null ? quarter(text) : yearOfKind('financial', Number(ends[1]) - 1);
}

function quarter(text: string): DaySpan | null {
  const last = QUARTER_LAST.exec(text);
  const first = last === null ? QUARTER_FIRST.exec(text) : null;
  const [year = '', next = '', count = ''] =
    last !== null ? last.slice(1) : first !== null ? [first[2], first[3], first[1]] : [];
  if (!follows(year, next)) return null;
  if (count === '4') return monthsFrom(Number(year) + 1, 1, 3);
  return monthsFrom(Number(year), Number(count) * 3 + 1, 3);
}

function follows(year: string, next: string): boolean {
  return year !== '' && next !== '' && String(Number(year) + 1).endsWith(next);
}
