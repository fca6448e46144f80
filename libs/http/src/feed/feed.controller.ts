import { Controller, Get } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { answerText } from '@ledger/contract';
import {
  FEED_EVENTS_MAX,
  positionText,
  ReadFeed,
  toCloudEvent,
  type FeedFilter,
} from '@ledger/figures-application';
import {
  API,
  ApiRead,
  FEED_HOLDS_ALL,
  FEED_PARAMETERS,
  JSON_TYPE,
  QueryPart,
  readNumber,
  TYPES_ARE_OF_ARRIVAL,
  type QueryParameters,
  type TextAnswer,
} from '@ledger/web';
import { readFeedFilter } from './feed-filter.js';

/** The default page size of the feed. */
const PAGE_EVENTS = 100;

interface FeedWindow {
  readonly after: number;
  readonly limit: number;
}

/** The ordered feed of all events, page by page. */
@ApiTags('feed')
@Controller(`${API}/events`)
export class FeedController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiRead({
    summary:
      'Events after a position, as CloudEvents; `next` is the position to continue from.',
    description: `${FEED_HOLDS_ALL}\n\n${TYPES_ARE_OF_ARRIVAL}`,
    answers: { 'application/json': 'Feed' },
    parameters: [
      {
        name: 'after',
        required: false,
        description: 'A position up to the end of the log; the beginning if none is given.',
        schema: { type: 'integer', minimum: 0 },
      },
      {
        name: 'limit',
        required: false,
        schema: { type: 'integer', minimum: 1, maximum: FEED_EVENTS_MAX },
      },
      ...FEED_PARAMETERS,
    ],
    refusals: [
      'position-beyond-record',
      'store-unavailable',
      'store-access-denied',
      'store-shape-unknown',
      'stream-deleted',
    ],
  })
  async read(
    @QueryPart(readWindow) { after, limit }: FeedWindow,
    @QueryPart(readFeedFilter) filter: FeedFilter,
  ): Promise<TextAnswer> {
    const page = await this.queries.execute(new ReadFeed(after, limit, filter));
    const events = page.events.map((event) => toCloudEvent(event));
    const next = positionText(page.position);
    const head = positionText(page.head);
    return {
      type: JSON_TYPE,
      body: answerText('Feed', { events, next, head }),
      position: page.head,
    };
  }
}

/** @throws {MalformedParameter} */
function readWindow(query: QueryParameters): FeedWindow {
  const after = readNumber(query, 'after', { least: 0, most: Number.MAX_SAFE_INTEGER }) ?? 0;
  const limit = readNumber(query, 'limit', { least: 1, most: FEED_EVENTS_MAX }) ?? PAGE_EVENTS;
  return { after, limit };
}
