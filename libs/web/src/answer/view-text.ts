import type { Answer } from '@ledger/figures-read-models';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isNoneMatched, entityTag } from './etag.js';
import { JSON_TYPE, refuseOtherThan } from './media-type.js';
import { POSITION_HEADER } from './send-command-answer.js';

/** What an answer says of the moment it was asked, besides what it was asked for. */
interface Standing {
  readonly clocks?: { readonly datedWithin?: unknown };
  readonly recordedBy?: unknown;
}

/** A body as text, and the tag that changes when what it says does. */
interface ViewText {
  readonly text: string;
  readonly tag: string;
}

/**
 * An answer's text, with the clocks it holds for at its end.
 *
 * Where a caller told no clocks, they are the moment of asking. The tag leaves them out and is a
 * weak one: an answer that says the same of a later moment need not be sent again.
 */
export function viewText(body: object): ViewText {
  const { clocks, recordedBy, ...said } = body as Standing & Record<string, unknown>;
  const saidText = JSON.stringify(said);
  const standing = JSON.stringify({ clocks, recordedBy });
  const within = JSON.stringify(clocks?.datedWithin) ?? '';
  const tag = `W/${entityTag(saidText + within)}`;
  if (standing === '{}') return { text: saidText, tag };
  return { text: `${saidText.slice(0, -1)},${standing.slice(1)}`, tag };
}

/**
 * Sends what the views answer, or nothing but its headers to whoever knows it already.
 *
 * @throws {NotAcceptable} the caller does not take JSON
 */
export function sendView(
  request: FastifyRequest,
  reply: FastifyReply,
  { position, body }: Answer<object>,
): void {
  refuseOtherThan(JSON_TYPE, request.headers.accept);
  const { text, tag } = viewText(body);
  const headers = { etag: tag, 'cache-control': 'no-cache', [POSITION_HEADER]: position };
  void reply.headers(headers);
  if (isNoneMatched(request.headers['if-none-match'], tag)) void reply.code(304).send();
  else void reply.header('content-type', JSON_TYPE).send(text);
}
