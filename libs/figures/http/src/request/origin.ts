import type { Origin } from '@ledger/kernel';
import type { FastifyRequest } from 'fastify';
import { MalformedHeader } from '../problem/http-refusals.js';

/** Who acts, as whoever stands before this server vouches for it. */
export const ACTOR_HEADER = 'ledger-actor';

/** The actor of a request that names nobody. */
export const UNNAMED_ACTOR = 'http';

const ACTOR = /^[\p{L}\p{N}][\p{L}\p{N} @._+/:-]{0,119}$/u;

/**
 * Where the events of a request come from.
 *
 * The actor is taken as told: who may say who they are is the business of the proxy before this
 * server, which by itself listens to its own machine only.
 *
 * @throws {MalformedHeader} the actor is no name
 */
export function originOf(request: FastifyRequest): Origin {
  return { actor: actorOf(request), correlationId: request.id, causationId: request.id };
}

function actorOf(request: FastifyRequest): string {
  const actor = request.headers[ACTOR_HEADER];
  if (actor === undefined) return UNNAMED_ACTOR;
  if (typeof actor === 'string' && ACTOR.test(actor)) return actor;
  throw new MalformedHeader(
    'Ledger-Actor',
    'a name of 1 to 120 letters, digits and @ . _ + / : -',
  );
}
