import { Readable } from 'node:stream';
import { FEED_STREAM_PARAMETERS } from '@ledger/contract';
import { Controller, Get, Logger, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { FeedFollower } from '@ledger/figures-application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  EVENT_STREAM_TYPE,
  refuseOtherThan,
  API,
  OpenStreams,
  ApiParams,
  ApiRefusals,
  FEED_HOLDS_ALL,
  TYPES_ARE_OF_ARRIVAL,
  MalformedHeader,
  readQuery,
  refuseUnknown,
  type QueryParameters,
  serverSentEvents,
  SIGN_OF_LIFE,
  HEARTBEAT_MS,
  withHeartbeat,
} from '@ledger/web';

const log = new Logger('feed');

/** The feed as it happens. */
@ApiTags('feed')
@Controller(`${API}/events/stream`)
export class FeedStreamController {
  constructor(
    private readonly follower: FeedFollower,
    private readonly streams: OpenStreams,
  ) {}

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
    const { after: given = 0, ...filter } = readQuery(FEED_STREAM_PARAMETERS, query);
    const after = lastEventOf(request) ?? given;
    await this.follower.checkWithin(after);
    void reply.header('content-type', EVENT_STREAM_TYPE).header('cache-control', 'no-store');
    if (request.method === 'HEAD') return void reply.send('');
    const end = this.streams.open();
    reply.raw.once('close', () => this.streams.close(end));
    const pages = this.follower.follow({ after, signal: end.signal, ...filter });
    void reply.send(Readable.from(this.#texts(pages, end), { highWaterMark: 1 }));
  }

  async *#texts(
    pages: ReturnType<FeedFollower['follow']>,
    end: AbortController,
  ): AsyncGenerator<string> {
    // Sent at once, so that the client knows that the stream is open.
    yield SIGN_OF_LIFE;
    try {
      for await (const page of withHeartbeat(pages, end, HEARTBEAT_MS)) {
        yield page === undefined ? SIGN_OF_LIFE : serverSentEvents(page);
      }
    } catch (error) {
      // The status has been sent: ending the stream makes the client reconnect.
      log.error({ err: error });
    }
  }
}

function lastEventOf(request: FastifyRequest): number | undefined {
  const header = request.headers['last-event-id'];
  if (header === undefined || header === '') return undefined;
  const position = /^\d{1,16}$/.test(String(header)) ? Number(header) : Number.NaN;
  if (Number.isSafeInteger(position)) return position;
  throw new MalformedHeader('Last-Event-ID', 'a position');
}
