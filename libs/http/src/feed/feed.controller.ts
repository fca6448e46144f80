import { Controller, Get } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { answerText, FEED_PARAMETERS, type Asked } from '@ledger/contract';
import { positionText, ReadFeed, toCloudEvent } from '@ledger/figures-application';
import {
  API,
  ApiRead,
  FEED_HOLDS_ALL,
  JSON_TYPE,
  QueryValues,
  TYPES_ARE_OF_ARRIVAL,
  type TextAnswer,
} from '@ledger/web';

/** The default page size of the feed. */
const PAGE_EVENTS = 100;

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
    parameters: FEED_PARAMETERS,
    refusals: [
      'position-beyond-record',
      'store-unavailable',
      'store-access-denied',
      'store-shape-unknown',
      'stream-deleted',
    ],
  })
  async read(
    @QueryValues()
    { after = 0, limit = PAGE_EVENTS, ...filter }: Asked<typeof FEED_PARAMETERS>,
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
