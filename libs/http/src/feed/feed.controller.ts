import { Controller, Get, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  FEED_EVENTS_MAX,
  positionText,
  ReadFeed,
  toCloudEvent,
} from '@ledger/figures-application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  JSON_TYPE,
  refuseOtherThan,
  sendText,
  API,
  ApiRead,
  FEED_HOLDS_ALL,
  FEED_PARAMETERS,
  TYPES_ARE_OF_ARRIVAL,
  readNumber,
  ReadYourWrites,
} from '@ledger/web';
import { FEED_FILTERS, readFeedFilter } from './feed-filter.js';

/** Events in a page of the feed if nothing else is asked for. */
const PAGE_EVENTS = 100;

/** The ordered feed of all events, page by page. */
@ApiTags('feed')
@Controller(`${API}/events`)
export class FeedController {
  constructor(
    private readonly queries: QueryBus,
    private readonly waiting: ReadYourWrites,
  ) {}

  @Get()
  @ApiRead({
    summary: 'Events behind a position, as CloudEvents; `next` is where to go on from.',
    description: `${FEED_HOLDS_ALL}\n\n${TYPES_ARE_OF_ARRIVAL}`,
    answers: { 'application/json': 'Feed' },
    parameters: [
      {
        name: 'after',
        required: false,
        description: 'A position up to the end of the record; the beginning if none is given.',
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
  async read(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    refuseOtherThan(JSON_TYPE, request.headers.accept);
    const query = await this.waiting.parametersOf(request, ['after', 'limit', ...FEED_FILTERS]);
    const after = readNumber(query, 'after', { least: 0, most: Number.MAX_SAFE_INTEGER }) ?? 0;
    const limit =
      readNumber(query, 'limit', { least: 1, most: FEED_EVENTS_MAX }) ?? PAGE_EVENTS;
    const page = await this.queries.execute(new ReadFeed(after, limit, readFeedFilter(query)));
    const { head } = page;
    const next = positionText(page.position);
    const events = page.events.map((event) => toCloudEvent(event));
    sendText(request, reply, {
      type: JSON_TYPE,
      body: JSON.stringify({ events, next, head: positionText(head) }),
      position: head,
    });
  }
}
