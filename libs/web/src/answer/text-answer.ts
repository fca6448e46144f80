import type { FastifyReply, FastifyRequest } from 'fastify';
import { entityTag, isNoneMatched } from './etag.js';
import { POSITION_HEADER } from './position-header.js';

/** A complete body, text or bytes. */
export interface TextAnswer<Body extends string | Uint8Array = string> {
  readonly type: string;
  readonly body: Body;
  /** The position of the log it reflects, where it reflects the log. */
  readonly position?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Writes the head of a body. Caches may store it and must revalidate it every time.
 *
 * @returns the body; undefined if the client has it already
 */
export function writeText<Body extends string | Uint8Array>(
  request: FastifyRequest,
  reply: FastifyReply,
  { type, body, position, headers }: TextAnswer<Body>,
): Body | undefined {
  const tag = entityTag(body);
  void reply.header('etag', tag).header('cache-control', 'no-cache');
  if (headers !== undefined) void reply.headers({ ...headers });
  if (position !== undefined) void reply.header(POSITION_HEADER, position);
  if (isNoneMatched(request.headers['if-none-match'], tag)) {
    void reply.code(304);
    return undefined;
  }
  void reply.header('content-type', type);
  return body;
}
