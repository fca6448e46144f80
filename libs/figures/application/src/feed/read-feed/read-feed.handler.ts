import type { EventStore, StoredEvent } from '@ledger/event-store-port';
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { PositionBeyondLog } from '../../streams/application-refusals.js';
import { feedEventOf, isWanted } from '../feed.js';
import { ReadFeed, type FeedPageAnswer } from './read-feed.js';
import { EVENT_STORE } from '../../streams/tokens.js';

/** Events scanned for one page: a selective filter may give a short page. */
const LOOKED_AT_MAX = 20_000;
const LOOKED_AT_ONCE = 1_000;

/** Reads a page of events in order of position; refuses a position beyond the log. */
@QueryHandler(ReadFeed)
export class ReadFeedHandler implements IQueryHandler<ReadFeed> {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  async execute(query: ReadFeed): Promise<FeedPageAnswer> {
    const head = await this.store.head();
    if (query.after > head) throw new PositionBeyondLog(query.after, head);
    const { events, position } = await (query.filter.stream === undefined
      ? this.#scan(query)
      : this.#ofStream(query, query.filter.stream, head));
    // The log may have grown since; the events read do not tell where it ends.
    const seen = events.at(-1)?.position ?? head;
    return { events: events.map(feedEventOf), position, head: Math.max(head, seen) };
  }

  async #scan({ after, limit, filter }: ReadFeed): Promise<Found> {
    const isFiltered = filter.types !== undefined;
    const events: StoredEvent[] = [];
    let position = after;
    for (let lookedAt = 0; lookedAt < LOOKED_AT_MAX && events.length < limit;) {
      const page = await this.store.readAll(position, isFiltered ? LOOKED_AT_ONCE : limit);
      for (const event of page) {
        if (events.length === limit) return { events, position };
        if (isWanted(filter, event)) events.push(event);
        position = event.position;
      }
      lookedAt += page.length;
      if (!isFiltered || page.length < LOOKED_AT_ONCE) break;
    }
    return { events, position };
  }

  /** A stream is read as a whole: a figure has as many events as publications printed it. */
  async #ofStream(
    { after, limit, filter }: ReadFeed,
    stream: string,
    head: number,
  ): Promise<Found> {
    const events = (await this.store.readStream(stream)).filter(
      (event) => event.position > after && isWanted(filter, event),
    );
    const page = events.slice(0, limit);
    const position = page.at(-1)?.position ?? after;
    return {
      events: page,
      position: events.length > limit ? position : Math.max(head, position),
    };
  }
}

interface Found {
  readonly events: readonly StoredEvent[];
  readonly position: number;
}
