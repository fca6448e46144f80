import { LedgerError } from './ledger-error.js';

declare const instant: unique symbol;

/** A moment in UTC to the millisecond, always written `2024-09-05T13:00:00.000Z`. */
export type Instant = string & { readonly [instant]: true };

/** A text that is not a moment in time. */
export class MalformedInstant extends LedgerError {
  readonly code = 'malformed-instant';
  readonly kind = 'refusal';

  constructor(readonly text: string) {
    super(
      `"${text.slice(0, 60)}" is not a moment in time: give a date (2024-09-05) or a date and ` +
        'time with its offset (2024-09-05T13:00:00Z).',
    );
  }
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Parses a moment; any offset is converted to UTC.
 *
 * @throws {MalformedInstant} without an offset, or on a day that no calendar has
 */
export function parseInstant(text: string): Instant {
  if (!MOMENT.test(text) || !isCalendarDay(text.slice(0, 10))) throw new MalformedInstant(text);
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new MalformedInstant(text);
  return instantOf(time);
}

/** The moment that many milliseconds after 1970-01-01T00:00:00Z. */
export function instantOf(epochMs: number): Instant {
  const ms = Math.trunc(epochMs);
  const second = Math.floor(ms / 1000);
  if (second !== lastSecond) {
    // Cached, because thousands of consecutive moments share a second.
    lastText = new Date(ms).toISOString().slice(0, -MS_CHARACTERS);
    lastSecond = second;
  }
  return `${lastText}${String(ms - second * 1000).padStart(3, '0')}Z` as Instant;
}

const MS_CHARACTERS = '000Z'.length;
let lastSecond = Number.NaN;
let lastText = '';

/** The present moment by this machine's clock. */
export function machineNow(): Instant {
  return instantOf(Date.now());
}

/** True for a day of the proleptic Gregorian calendar, written `2024-02-29`. */
export function isCalendarDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
