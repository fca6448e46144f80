import type { StoredEvent } from '@ledger/event-store-port';
import type { EventRecord } from '@ledger/kernel';
import { LEDGER_EVENTS } from '@ledger/figures-domain';

/** An event of the feed: its event record and its position in the log. */
export interface FeedEvent {
  readonly position: number;
  readonly record: EventRecord;
}

/** A page of the feed, in order of position. */
export interface FeedPage {
  readonly events: readonly FeedEvent[];
  /** All wanted events up to here are in this page or an earlier one: continue from here. */
  readonly position: number;
}

/** Which events are wanted; all by default. */
export interface FeedFilter {
  readonly stream?: string;
  readonly types?: readonly string[];
}

/** True if the filter lets the event through. */
export function isWanted({ stream, types }: FeedFilter, event: StoredEvent): boolean {
  if (stream !== undefined && event.stream !== stream) return false;
  return types === undefined || types.includes(event.type);
}

/** The stored event as the feed returns it. */
export function feedEventOf({ position, body }: StoredEvent): FeedEvent {
  return { position, record: LEDGER_EVENTS.decode(body) };
}
