import type { Origin } from '@ledger/kernel';
import type { FastifyRequest } from 'fastify';
import { MalformedHeader } from '../problem/http-refusals.js';

/** The header with the actor, for which the proxy before this server vouches. */
const ACTOR_HEADER = 'ledger-actor';

/** The actor of a request that names none. */
const UNNAMED_ACTOR = 'http';

/** W3C Trace Context, version 00; any other value names no cause. */
const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

const ACTOR = /^[\p{L}\p{N}][\p{L}\p{N} @._+/:-]{0,119}$/u;

/**
 * The origin of a request's events.
 *
 * The actor is not verified: authentication belongs to the proxy before this server, which by
 * default listens on the loopback interface only. The cause is the trace context of the
 * request, so that the trace continues with the event; without one it is the request itself.
 *
 * @param message what a message in the request says of itself: its sender is the actor of a
 *   request without one, its correlation stands before the request's
 * @throws {MalformedHeader} the actor is no name
 */
export function originOf(
  request: FastifyRequest,
  message?: { readonly source: string; readonly correlationId?: string },
): Origin {
  return {
    actor: actorOf(request, message?.source),
    correlationId: message?.correlationId ?? request.id,
    causationId: causeOf(request),
  };
}

function causeOf({ headers, id }: FastifyRequest): string {
  const parent = headers['traceparent'];
  return typeof parent === 'string' && TRACEPARENT.test(parent) ? parent : id;
}

function actorOf(request: FastifyRequest, otherwise = UNNAMED_ACTOR): string {
  const actor = request.headers[ACTOR_HEADER];
  if (actor === undefined) return otherwise;
  if (typeof actor === 'string' && ACTOR.test(actor)) return actor;
  throw new MalformedHeader(
    'Ledger-Actor',
    'a name of 1 to 120 letters, digits and @ . _ + / : -',
  );
}
