import type { EventStore } from '@ledger/event-store-port';
import { Inject, Injectable } from '@nestjs/common';
import { PositionBeyondLog } from '../streams/application-refusals.js';
import { feedEventOf, isWanted, type FeedFilter, type FeedPage } from './feed.js';
import { EVENT_STORE } from '../streams/tokens.js';

/** Where to begin following the feed, which events are wanted, and when to end. */
export interface FollowFeed extends FeedFilter {
  /** Only events after this position. */
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
   * Checks that a feed can be followed from a position.
   *
   * @throws {PositionBeyondLog} the log ends before it
   * @throws {StoreUnavailable}
   */
  async checkWithin(position: number): Promise<void> {
    const head = await this.store.head();
    if (position > head) throw new PositionBeyondLog(position, head);
  }

  /**
   * Pages in order of position. At least once: after a reconnect of the store a page may be
   * repeated, none is skipped. A page is empty if it had no wanted events: it still tells how
   * far the feed was followed.
   *
   * @throws {StoreUnavailable} the log was lost and did not come back
   */
  async *follow({ after, signal, ...filter }: FollowFeed): AsyncGenerator<FeedPage, void> {
    const batches = this.store.follow({ after, batchEventsMax: BATCH_EVENTS_MAX, signal });
    for await (const batch of batches) {
      const events = batch.filter((event) => isWanted(filter, event)).map(feedEventOf);
      yield { events, position: batch.at(-1)?.position ?? after };
    }
  }
}
