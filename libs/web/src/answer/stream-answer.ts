import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { POSITION_HEADER } from './position-header.js';

/** A body that is sent while it is produced, too long to be held in memory. */
export interface StreamAnswer {
  readonly type: string;
  readonly pieces: AsyncIterable<string>;
  /** The position of the log that all of it reflects. */
  readonly position: number;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Writes the head of a streamed answer. It has no entity tag: that would need all of the body.
 *
 * @returns the body
 */
export function writeStream(
  reply: FastifyReply,
  { type, pieces, position, headers }: StreamAnswer,
): Readable {
  void reply
    .header('content-type', type)
    .header('cache-control', 'no-cache')
    .headers({ ...headers })
    .header(POSITION_HEADER, position);
  return Readable.from(pieces);
}
