import type { QueryBus } from '@nestjs/cqrs';
import { FEED_EVENTS_MAX } from '@ledger/contract';
import { ReadFeed, type FeedEvent, type FeedFilter } from '@ledger/figures-application';

/** Which events are wanted, and before which position. */
export interface EarlierEvents extends FeedFilter {
  readonly before: number;
  /** The most events wanted. */
  readonly limit: number;
}

/** Some events, the latest first. */
export interface LatestEvents {
  readonly events: readonly FeedEvent[];
  /** Earlier events stand before this position; null where there are none. */
  readonly before: number | null;
}

/** So many reads of the log make a page at most: a rare type then gives a short one. */
const READS_MAX = 40;

/**
 * The latest events before a position. The log can be read forward only, and its positions may have
 * gaps: windows are read that end where the last one began, each twice as wide as that.
 *
 * @throws {StoreUnavailable}
 */
export async function latestEvents(
  queries: QueryBus,
  { before, limit, ...filter }: EarlierEvents,
): Promise<LatestEvents> {
  let found: readonly FeedEvent[] = [];
  let end = before - 1;
  // A stream is read as a whole in any case.
  let width = filter.stream === undefined ? limit : end;
  for (let reads = 0; end > 0 && found.length <= limit && reads < READS_MAX; width *= 2) {
    const after = Math.max(0, end - width);
    const window = await eventsWithin(queries, { after, end, filter });
    found = [...window.events, ...found];
    reads += window.reads;
    end = after;
  }
  const first = found.at(-limit);
  const events = found.slice(-limit).reverse();
  if (found.length > limit && first !== undefined) return { events, before: first.position };
  return { events, before: end > 0 ? end + 1 : null };
}

interface Window {
  /** Events behind this position … */
  readonly after: number;
  /** … and up to this one. */
  readonly end: number;
  readonly filter: FeedFilter;
}

async function eventsWithin(
  queries: QueryBus,
  { after, end, filter }: Window,
): Promise<{ readonly events: readonly FeedEvent[]; readonly reads: number }> {
  const events: FeedEvent[] = [];
  let reads = 0;
  for (let position = after; position < end;) {
    const page = await queries.execute(new ReadFeed(position, FEED_EVENTS_MAX, filter));
    reads += 1;
    events.push(...page.events.filter((event) => event.position <= end));
    if (page.position === position) break;
    position = page.position;
  }
  return { events, reads };
}
