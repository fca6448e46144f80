import { FEED_STREAM_PARAMETERS } from '@ledger/contract';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  EVENT_STREAM_TYPE,
  refuseOtherThan,
  API,
  ApiParams,
  ApiRefusals,
  FEED_HOLDS_ALL,
  TYPES_ARE_OF_ARRIVAL,
  readQuery,
  refuseUnknown,
  type QueryParameters,
} from '@ledger/web';
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
  @ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    schema: { type: 'integer', minimum: 0 },
  })
  @ApiParams(FEED_STREAM_PARAMETERS)
  @ApiResponse({
    status: 200,
    description: 'CloudEvents 1.0 in JSON, one in the data of each server-sent event.',
    content: { [EVENT_STREAM_TYPE]: { schema: { type: 'string' } } },
  })
  @ApiRefusals([
    'malformed-parameter',
    'unknown-parameter',
    'malformed-header',
    'not-acceptable',
    'position-beyond-record',
    'store-unavailable',
  ])
  async follow(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    refuseOtherThan(EVENT_STREAM_TYPE, request.headers.accept);
    const query = request.query as QueryParameters;
    refuseUnknown(query, FEED_STREAM_PARAMETERS);
    await this.feed.send(request, reply, readQuery(FEED_STREAM_PARAMETERS, query));
  }
}
