import { FINDINGS_STREAM_PARAMETERS } from '@ledger/contract';
import { LEDGER_EVENT_TYPES } from '@ledger/figures-domain';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  API,
  EVENT_STREAM_TYPE,
  readQuery,
  refuseOtherThan,
  refuseUnknown,
  type QueryParameters,
} from '@ledger/web';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiEventStream } from '../feed/event-stream.js';
import { FeedStreams } from '../feed/feed-streams.js';

const TYPES = LEDGER_EVENT_TYPES.filter((type) => type.startsWith('Finding'));

/** What is raised and decided about findings, as it happens. */
@ApiTags('findings')
@Controller(`${API}/findings/stream`)
export class FindingsStreamController {
  constructor(private readonly feed: FeedStreams) {}

  @Get()
  @ApiOperation({
    summary: 'What was raised and decided about findings, then each new event of theirs.',
    description:
      "An event's id is its position in the log; Last-Event-ID resumes behind it and outdoes " +
      '`after`. At least once, in order of position. Nothing is said of a publication under ' +
      'embargo.',
  })
  @ApiEventStream(FINDINGS_STREAM_PARAMETERS)
  async follow(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    refuseOtherThan(EVENT_STREAM_TYPE, request.headers.accept);
    const query = request.query as QueryParameters;
    refuseUnknown(query, FINDINGS_STREAM_PARAMETERS);
    const { after } = readQuery(FINDINGS_STREAM_PARAMETERS, query);
    await this.feed.send(request, reply, { after, types: TYPES });
  }
}
