import {
  precisionOf,
  publishedFrom,
  publishedNotBefore,
  type PublishedDate,
} from '@ledger/figures-domain';
import { instantOf, parseInstant, type Instant } from '@ledger/kernel';

/** The two clocks of a question, as a caller gives them. */
export interface AskedClocks {
  /**
   * As the public could have seen it: a moment, or a day, month or year, counted to its end. The
   * end of today where it is left out, and where it is later than that.
   */
  readonly publishedBy?: string;
  /**
   * As this ledger knew it: likewise. Where it is left out, or has not come yet, the moment of the
   * last event that the answer reflects.
   */
  readonly recordedBy?: string;
}

/** The two clocks an answer holds for. A query at these clocks always gives the same bytes. */
export interface Clocks {
  readonly publishedBy: Instant;
  readonly recordedBy: Instant;
}

/** What the clocks of a query are resolved against. */
export interface Present {
  /** The machine's clock: what today is. */
  readonly now: Instant;
  /** The moment of the last event that the answer reflects; empty before the first. */
  readonly recordedAt: Instant | '';
}

/**
 * Resolves both clocks, so that an answer never claims to know what it does not reflect.
 *
 * A paper that is dated today is out, one that is dated later is not: today is the machine's,
 * even if the log was dated by a clock that ran ahead.
 *
 * @throws {MalformedInstant} a clock that is neither a moment nor a date
 */
export function settledClocks(asked: AskedClocks, { now, recordedAt }: Present): Clocks {
  const endOfToday = publishedFrom(now.slice(0, 10) as PublishedDate);
  const reflected = recordedAt === '' ? BEFORE_ALL : recordedAt;
  const recordedBy = askedMoment(asked.recordedBy);
  const hasCome = recordedBy !== undefined && (recordedBy <= now || recordedBy <= reflected);
  return {
    publishedBy: publicMoment(askedMoment(asked.publishedBy), endOfToday),
    recordedBy: hasCome ? recordedBy : reflected,
  };
}

/**
 * The moment a caller's clock means.
 *
 * @throws {MalformedInstant} it is neither a moment nor a date
 */
export function askedMoment(clock: string | undefined): Instant | undefined {
  return clock === undefined ? undefined : readClock(clock);
}

/**
 * The moment at which what a caller means begins.
 *
 * @throws {MalformedInstant} it is neither a moment nor a date
 */
export function askedStart(since: string): Instant {
  return DATE.test(since) && isDate(since) ? publishedNotBefore(since) : parseInstant(since);
}

function publicMoment(asked: Instant | undefined, endOfToday: Instant): Instant {
  if (asked === undefined) return endOfToday;
  return asked > endOfToday && asked !== END_OF_TIME ? endOfToday : asked;
}

/** What an empty ledger reflects. */
const BEFORE_ALL = instantOf(0);

/**
 * At this clock everything public has been published, regardless of its date: only the log
 * changes it.
 */
export const END_OF_TIME = '9999-12-31T23:59:59.999Z' as Instant;

/** The clocks for everything that is public, whenever it was published. */
export function anyTime(recordedBy: Instant): Clocks {
  return { publishedBy: END_OF_TIME, recordedBy };
}

const DATE = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/;

function readClock(text: string): Instant {
  if (DATE.test(text) && isDate(text)) return publishedFrom(text);
  return parseInstant(text);
}

function isDate(text: string): text is PublishedDate {
  try {
    precisionOf(text);
    return true;
  } catch {
    return false;
  }
}
