import type { FastifyReply, FastifyRequest } from 'fastify';
import { entityTag, isNoneMatched } from './etag.js';
import { POSITION_HEADER } from './send-command-answer.js';

/** A body ready to be sent. */
export interface TextAnswer {
  readonly type: string;
  readonly body: string;
  /** What it reflects, where it reflects the record. */
  readonly position?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Sends a body, or nothing but its headers to whoever has it already.
 *
 * Caches may keep it and have to ask each time whether it still holds.
 */
export function sendText(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: TextAnswer,
): void {
  const { type, body, position, headers } = answer;
  const tag = entityTag(body);
  void reply.header('etag', tag).header('cache-control', 'no-cache');
  if (headers !== undefined) void reply.headers(headers);
  if (position !== undefined) void reply.header(POSITION_HEADER, position);
  if (isNoneMatched(request.headers['if-none-match'], tag)) void reply.code(304).send();
  else void reply.header('content-type', type).send(body);
}
