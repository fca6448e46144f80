import { FEED_STREAM_PARAMETERS } from '@ledger/contract';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  EVENT_STREAM_TYPE,
  refuseOtherThan,
  API,
  FEED_HOLDS_ALL,
  TYPES_ARE_OF_ARRIVAL,
  readQuery,
  refuseUnknown,
  type QueryParameters,
} from '@ledger/web';
import { ApiEventStream } from './event-stream.js';
import { FeedStreams } from './feed-streams.js';

/** The feed as it happens. */
@ApiTags('feed')
@Controller(`${API}/events/stream`)
export class FeedStreamController {
  constructor(private readonly feed: FeedStreams) {}

  @Get()
  @ApiOperation({
    summary: 'Every event behind a position, then each new one, as server-sent events.',
    description:
      "An event's id is its position; Last-Event-ID resumes behind it and outdoes `after`. " +
      'At least once, in order of position. Read as fast as you like: nothing is dropped. A ' +
      'position beyond the end of the log is refused: the log was replaced by an older ' +
      'copy, and what was taken from it has to be taken anew.\n\n' +
      `${FEED_HOLDS_ALL}\n\n${TYPES_ARE_OF_ARRIVAL}`,
  })
  @ApiEventStream(FEED_STREAM_PARAMETERS)
  async follow(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    refuseOtherThan(EVENT_STREAM_TYPE, request.headers.accept);
    const query = request.query as QueryParameters;
    refuseUnknown(query, FEED_STREAM_PARAMETERS);
    await this.feed.send(request, reply, readQuery(FEED_STREAM_PARAMETERS, query));
  }
}
