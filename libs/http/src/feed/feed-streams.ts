import { Readable } from 'node:stream';
import { FeedFollower, type FeedFilter } from '@ledger/figures-application';
import {
  EVENT_STREAM_TYPE,
  HEARTBEAT_MS,
  MalformedHeader,
  OpenStreams,
  serverSentEvents,
  SIGN_OF_LIFE,
  withHeartbeat,
} from '@ledger/web';
import { Injectable, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

const log = new Logger('feed');

/** Which events a stream sends, and behind which position it begins. */
export interface StreamedFeed extends FeedFilter {
  readonly after?: number | undefined;
}

/** Sends events as server-sent events. */
@Injectable()
export class FeedStreams {
  constructor(
    private readonly follower: FeedFollower,
    private readonly streams: OpenStreams,
  ) {}

  /**
   * Sends what there is behind a position, then each new event. The header `Last-Event-ID`
   * outdoes the position.
   *
   * @throws {MalformedHeader}
   * @throws {PositionBeyondLog | StoreUnavailable}
   */
  async send(
    request: FastifyRequest,
    reply: FastifyReply,
    { after: given = 0, ...filter }: StreamedFeed,
  ): Promise<void> {
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
