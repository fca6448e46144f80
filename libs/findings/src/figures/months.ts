import { type Period, parsePeriod, periodBounds } from '@ledger/figures-domain';

/** A run of whole months, counted from the year 0; first and last included. */
export interface Months {
  readonly first: number;
  readonly last: number;
}

/** The whole months of a period; null if it has none or does not say. */
export function monthsOf(period: Period): Months | null {
  const known = KNOWN.get(period);
  if (known !== undefined) return known;
  const months = readMonths(period);
  if (KNOWN.size >= KNOWN_MAX) KNOWN.clear();
  KNOWN.set(period, months);
  return months;
}

/** Papers print the same few periods over and over, and reading one takes longer than a check. */
const KNOWN = new Map<Period, Months | null>();
const KNOWN_MAX = 2_000;

function readMonths(period: Period): Months | null {
  const bounds = periodBounds(period);
  if (bounds === null || !bounds.from.endsWith('-01')) return null;
  if (lastDayOf(monthAt(bounds.to)) !== bounds.to) return null;
  return { first: monthAt(bounds.from), last: monthAt(bounds.to) };
}

/** The period that is those months. */
export function periodOfMonths({ first, last }: Months): Period {
  const name = first * 100_000 + last;
  const known = NAMED.get(name);
  if (known !== undefined) return known;
  const period = parsePeriod(
    first === last ? monthText(first) : `${monthText(first)}..${monthText(last)}`,
  );
  if (NAMED.size >= KNOWN_MAX) NAMED.clear();
  NAMED.set(name, period);
  return period;
}

const NAMED = new Map<number, Period>();

/** The number of months. */
export function countOf({ first, last }: Months): number {
  return last - first + 1;
}

/** The months apart, each a run of one. */
export function eachMonth({ first, last }: Months): readonly Months[] {
  return runsOf({ first, last }, 1);
}

/** The months in runs of equal length; empty if they do not divide evenly. */
export function runsOf(months: Months, length: number): readonly Months[] {
  const count = countOf(months);
  if (count % length !== 0) return [];
  return Array.from({ length: count / length }, (_, at) => {
    const first = months.first + at * length;
    return { first, last: first + length - 1 };
  });
}

/** The months so many earlier. */
export function earlier({ first, last }: Months, by: number): Months {
  return { first: first - by, last: last - by };
}

function monthAt(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}

function monthText(month: number): string {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
}

function lastDayOf(month: number): string {
  const bounds = periodBounds(parsePeriod(monthText(month)));
  return bounds?.to ?? '';
}
