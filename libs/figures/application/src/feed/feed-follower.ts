import type { EventStore } from '@ledger/event-store-port';
import { Inject, Injectable } from '@nestjs/common';
import { PositionBeyondLog } from '../streams/application-refusals.js';
import { feedEventOf, isWanted, type FeedFilter, type FeedPage } from './feed.js';
import { EVENT_STORE } from '../streams/tokens.js';

/** Where to begin following the feed, what is wanted of it, and when to end. */
export interface FollowFeed extends FeedFilter {
  /** Only events behind this position. */
  readonly after: number;
  /** Ends the following; the iteration then finishes without an error. */
  readonly signal: AbortSignal;
}

const BATCH_EVENTS_MAX = 500;

/** Follows the feed: what is there, then each new event as it is recorded. */
@Injectable()
export class FeedFollower {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  /**
   * Makes sure that there can be a feed behind a position, before it is followed from there.
   *
   * @throws {PositionBeyondLog} the record does not go as far
   * @throws {StoreUnavailable}
   */
  async checkWithin(position: number): Promise<void> {
    const head = await this.store.head();
    if (position > head) throw new PositionBeyondLog(position, head);
  }

  /**
   * Pages in order of position. At least once: after a reconnect of the store a page may come
   * again, none is left out. A page is empty if nothing in it was wanted: it still tells how far
   * the feed was followed.
   *
   * @throws {StoreUnavailable} the record was lost and could not be found again
   */
  async *follow({ after, signal, ...filter }: FollowFeed): AsyncGenerator<FeedPage, void> {
    const batches = this.store.follow({ after, batchEventsMax: BATCH_EVENTS_MAX, signal });
    for await (const batch of batches) {
      const events = batch.filter((event) => isWanted(filter, event)).map(feedEventOf);
      yield { events, position: batch.at(-1)?.position ?? after };
    }
  }
}
