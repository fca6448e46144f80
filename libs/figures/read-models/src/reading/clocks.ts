import { publishedFrom, precisionOf, type PublishedDate } from '@ledger/figures-domain';
import { parseInstant, type Instant } from '@ledger/kernel';

/** The two clocks of a question, as a caller gives them; each is now where it is left out. */
export interface AskedClocks {
  /** As the public could have seen it: a moment, or a day, month or year, counted to its end. */
  readonly publishedBy?: string;
  /** As this ledger knew it: likewise. */
  readonly recordedBy?: string;
}

/** The two clocks an answer holds for. Asking by them gives the same bytes for ever. */
export interface Clocks {
  readonly publishedBy: Instant;
  readonly recordedBy: Instant;
}

/** What "now" is, where a clock is left out. */
export interface Present {
  readonly now: Instant;
  /** The latest clock reading among the events the views reflect. */
  readonly recordedAt: Instant | '';
}

/**
 * Settles both clocks.
 *
 * Without a clock of its own a question is about today: everything recorded so far, also by a
 * writer whose clock is ahead of ours, and what was published up to the end of this day, because
 * a paper that is dated today is out.
 *
 * @throws {MalformedInstant} a clock that is neither a moment nor a date
 */
export function settledClocks(asked: AskedClocks, { now, recordedAt }: Present): Clocks {
  const present = recordedAt > now ? (recordedAt as Instant) : now;
  const today = present.slice(0, 10) as PublishedDate;
  return {
    publishedBy:
      asked.publishedBy === undefined ? publishedFrom(today) : readClock(asked.publishedBy),
    recordedBy: asked.recordedBy === undefined ? present : readClock(asked.recordedBy),
  };
}

/** The clocks for everything that is public, whenever it was published. */
export function anyTime(recordedBy: Instant): Clocks {
  return { publishedBy: END_OF_TIME, recordedBy };
}

const END_OF_TIME = '9999-12-31T23:59:59.999Z' as Instant;

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
