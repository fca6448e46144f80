import type { Instant } from '@ledger/kernel';
import type { PrintedValue } from '../printed/print.js';
import type { AnnouncedFacts } from './figure-events.js';

/** One printed appearance as the chain reads it: the event's facts with our mistakes mended. */
export interface ChainEntry {
  readonly eventId: string;
  readonly recordedAt: Instant;
  readonly facts: AnnouncedFacts;
  /** Publications that this one's supersedes, as far as is known. */
  readonly supersedes?: readonly string[];
  /** What the page really says, if our first capture of it was wrong. */
  readonly corrected?: PrintedValue;
  /** Id of the event that says so; the last one's, if there are several. */
  readonly correctedBy?: string;
  /** The retraction, if our capture of it was wrong altogether. */
  readonly retraction?: Retraction;
}

/** The event that retracts a capture. */
export interface Retraction {
  readonly eventId: string;
  readonly recordedAt: Instant;
  readonly reason: string;
}

/** True of a capture that was not retracted. */
export function isStanding({ retraction }: ChainEntry): boolean {
  return retraction === undefined;
}

/** What an entry prints, our own mistakes mended. */
export function printOf(entry: ChainEntry): PrintedValue {
  return entry.corrected ?? entry.facts;
}
