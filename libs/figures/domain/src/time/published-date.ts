import {
  instantOf,
  isCalendarDay,
  isLedgerError,
  LedgerError,
  parseInstant,
  type Instant,
} from '@ledger/kernel';

declare const published: unique symbol;

/**
 * When something was published, as precisely as is known: `2024`, `2024-09`, `2024-09-05`, or a
 * moment in UTC. How much of it is written is its precision.
 */
export type PublishedDate = string & { readonly [published]: true };

/** How precisely a date of publication is known. */
export type Precision = 'year' | 'month' | 'day' | 'moment';

/** A text that is no date of publication, or one outside the years 1800 to 2199. */
export class MalformedPublishedDate extends LedgerError {
  readonly code = 'malformed-published-date';
  readonly kind = 'refusal';

  constructor(readonly text: string) {
    super(
      `"${text.slice(0, 60)}" is not a date of publication: give 2024, 2024-09, 2024-09-05 or ` +
        'a moment with its offset (2024-09-05T13:00:00Z, 2024-09-05T14:00:00+01:00).',
    );
  }
}

const YEAR = /^(?:18|19|20|21)\d{2}$/;
const MONTH = /^(?:18|19|20|21)\d{2}-(?:0[1-9]|1[0-2])$/;
const DAY = /^(?:18|19|20|21)\d{2}-\d{2}-\d{2}/;
const TIME = /^T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/**
 * Reads a date of publication. A moment with any offset becomes the one in UTC, to the
 * millisecond.
 *
 * @throws {MalformedPublishedDate}
 */
export function parsePublishedDate(text: string): PublishedDate {
  const date = text.includes('T') ? momentInUtc(text) : text;
  precisionOf(date);
  return date as PublishedDate;
}

function momentInUtc(text: string): Instant {
  try {
    return parseInstant(text);
  } catch (error) {
    throw isLedgerError(error) ? new MalformedPublishedDate(text) : error;
  }
}

/**
 * Whether a date of publication names a year, a month, a day or a moment.
 *
 * @throws {MalformedPublishedDate} if the text is no date as {@link PublishedDate} writes it
 */
export function precisionOf(text: string): Precision {
  const known = PRECISIONS.get(text);
  if (known !== undefined) return known;
  const precision = readPrecision(text);
  if (PRECISIONS.size >= KNOWN_MAX) PRECISIONS.clear();
  PRECISIONS.set(text, precision);
  return precision;
}

/** A few dates are read over and over, and parsing one takes longer than reading a figure. */
const PRECISIONS = new Map<string, Precision>();
const KNOWN_MAX = 2_000;

function readPrecision(text: string): Precision {
  if (YEAR.test(text)) return 'year';
  if (MONTH.test(text)) return 'month';
  const time = text.slice(10);
  if (DAY.test(text) && isCalendarDay(text.slice(0, 10))) {
    if (time === '') return 'day';
    if (TIME.test(time) && !Number.isNaN(Date.parse(text))) return 'moment';
  }
  throw new MalformedPublishedDate(text);
}

/**
 * The moment from which the public surely could see it: the end of the day, month or year that
 * is known, in UTC.
 */
export function publishedFrom(date: PublishedDate): Instant {
  const known = PUBLISHED_FROM.get(date);
  if (known !== undefined) return known;
  if (PUBLISHED_FROM.size >= KNOWN_MAX) PUBLISHED_FROM.clear();
  const from = endOf(date);
  PUBLISHED_FROM.set(date, from);
  return from;
}

/** The first moment that a date of publication may mean. */
export function publishedNotBefore(date: PublishedDate): Instant {
  const precision = precisionOf(date);
  if (precision === 'moment') return publishedFrom(date);
  return `${date}${FIRST_REST[precision]}` as Instant;
}

const FIRST_REST = {
  year: '-01-01T00:00:00.000Z',
  month: '-01T00:00:00.000Z',
  day: 'T00:00:00.000Z',
} as const;

const PUBLISHED_FROM = new Map<PublishedDate, Instant>();

function endOf(date: PublishedDate): Instant {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  const day = Number(date.slice(8, 10));
  switch (precisionOf(date)) {
    case 'year':
      return instantOf(Date.UTC(year + 1, 0, 1));
    case 'month':
      return instantOf(Date.UTC(year, month, 1));
    case 'day':
      return instantOf(Date.UTC(year, month - 1, day + 1));
    case 'moment':
      return instantOf(Date.parse(date));
  }
}
