import type { Answer } from '@ledger/figures-read-models';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isNoneMatched, entityTag } from './etag.js';
import { JSON_TYPE } from '../route/media-type.js';
import { POSITION_HEADER } from './position-header.js';

/** The clocks an answer holds for. */
interface Held {
  readonly clocks?: { readonly datedWithin?: unknown };
  readonly recordedBy?: unknown;
}

/** A body as text, and the tag that changes when its content does. */
interface ViewText {
  readonly text: string;
  readonly tag: string;
}

/**
 * An answer's text, with the clocks it holds for at its end.
 *
 * Clocks that a request leaves out are the time of the request. The tag does not cover them and
 * is weak: an answer with the same content at a later time need not be sent again.
 */
function viewText(body: object): ViewText {
  const { clocks, recordedBy, ...content } = body as Held & Record<string, unknown>;
  const contentText = JSON.stringify(content);
  const held = JSON.stringify({ clocks, recordedBy });
  const { datedWithin } = clocks ?? {};
  const within = datedWithin === undefined ? '' : JSON.stringify(datedWithin);
  const tag = `W/${entityTag(contentText + within)}`;
  if (held === '{}') return { text: contentText, tag };
  return { text: `${contentText.slice(0, -1)},${held.slice(1)}`, tag };
}

/**
 * Writes the head of what the views answer.
 *
 * @returns the body; undefined if the client has it already
 */
export function writeView(
  request: FastifyRequest,
  reply: FastifyReply,
  { position, body }: Answer<object>,
): string | undefined {
  const { text, tag } = viewText(body);
  const headers = { etag: tag, 'cache-control': 'no-cache', [POSITION_HEADER]: position };
  void reply.headers(headers);
  if (isNoneMatched(request.headers['if-none-match'], tag)) {
    void reply.code(304);
    return undefined;
  }
  void reply.header('content-type', JSON_TYPE);
  return text;
}
