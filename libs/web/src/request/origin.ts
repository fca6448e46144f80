import type { Origin } from '@ledger/kernel';
import type { FastifyRequest } from 'fastify';
import { MalformedHeader } from '../problem/http-refusals.js';

/** Who acts, as whoever stands before this server vouches for it. */
const ACTOR_HEADER = 'ledger-actor';

/** The actor of a request that names nobody. */
const UNNAMED_ACTOR = 'http';

/** W3C Trace Context, version 00; whatever else is told there names no cause. */
const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

const ACTOR = /^[\p{L}\p{N}][\p{L}\p{N} @._+/:-]{0,119}$/u;

/**
 * Where the events of a request come from.
 *
 * The actor is taken as told: who may say who they are is the business of the proxy before this
 * server, which by itself listens to its own machine only. The cause is the place in its trace that
 * a request comes with, so that the trace goes on wherever the event goes; else the request itself.
 *
 * @param sender whoever a message in the request says it is from: the actor of a request that
 *   names none
 * @throws {MalformedHeader} the actor is no name
 */
export function originOf(
  request: FastifyRequest,
  sender?: { readonly source: string },
): Origin {
  return {
    actor: actorOf(request, sender?.source),
    correlationId: request.id,
    causationId: causeOf(request),
  };
}

function causeOf({ headers, id }: FastifyRequest): string {
  const told = headers['traceparent'];
  return typeof told === 'string' && TRACEPARENT.test(told) ? told : id;
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
