import type { PeriodBounds } from './period.js';

const DAY_MS = 86_400_000;

/** How long a period is, in months where it is made of whole ones: `12 months`, `7 days`. */
export function periodLength(bounds: PeriodBounds): string {
  const next = dayBehind(bounds);
  return isOfMonths(bounds) ? monthsBetween(bounds.from, next) : daysBetween(bounds.from, next);
}

/**
 * How far one period begins after another, in months where both are made of whole ones:
 * `12 months`, `7 days`; negative if it begins before.
 */
export function periodDistance(period: PeriodBounds, other: PeriodBounds): string {
  const between = isOfMonths(period) && isOfMonths(other) ? monthsBetween : daysBetween;
  return between(other.from, period.from);
}

function isOfMonths(bounds: PeriodBounds): boolean {
  return bounds.from.endsWith('-01') && dayBehind(bounds).endsWith('-01');
}

function dayBehind({ to }: PeriodBounds): string {
  return new Date(Date.parse(to) + DAY_MS).toISOString().slice(0, 10);
}

function monthsBetween(from: string, next: string): string {
  return counted(monthNumber(next) - monthNumber(from), 'month');
}

function daysBetween(from: string, next: string): string {
  return counted((Date.parse(next) - Date.parse(from)) / DAY_MS, 'day');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function monthNumber(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
}
