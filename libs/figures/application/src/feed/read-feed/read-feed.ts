import { FEED_EVENTS_MAX } from '@ledger/contract';
import { Query } from '@nestjs/cqrs';
import type { FeedFilter, FeedPage } from '../feed.js';

/** A page of the feed, and how far the log went when it was read. */
export interface FeedPageAnswer extends FeedPage {
  /** The last position of the log at the time of the query. */
  readonly head: number;
}

/**
 * Reads the ordered feed of events from any position.
 *
 * @throws {PositionBeyondLog} the log ends before it; on execution
 */
export class ReadFeed extends Query<FeedPageAnswer> {
  /**
   * @param after only events after this position; 0 for all
   * @param limit the most events wanted, 1 to {@link FEED_EVENTS_MAX}
   * @throws {RangeError} on any other limit, and on an invalid position
   */
  constructor(
    readonly after: number,
    readonly limit: number,
    readonly filter: FeedFilter = {},
  ) {
    super();
    if (!Number.isSafeInteger(after) || after < 0)
      throw new RangeError(`${after} is no position.`);
    if (!Number.isInteger(limit) || limit < 1 || limit > FEED_EVENTS_MAX) {
      throw new RangeError(
        `A page of the feed has 1 to ${FEED_EVENTS_MAX} events, not ${limit}.`,
      );
    }
  }
}
