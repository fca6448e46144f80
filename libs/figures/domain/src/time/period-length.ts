import type { PeriodBounds } from './period.js';

const DAY_MS = 86_400_000;

/** How long a period is, in months where it is made of whole ones: `12 months`, `7 days`. */
export function periodLength({ from, to }: PeriodBounds): string {
  const end = Date.parse(to) + DAY_MS;
  const next = new Date(end).toISOString();
  if (from.endsWith('-01') && next.slice(8, 10) === '01') {
    return counted(monthNumber(next) - monthNumber(from), 'month');
  }
  return counted((end - Date.parse(from)) / DAY_MS, 'day');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function monthNumber(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
}
