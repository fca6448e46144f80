import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { MalformedRequest } from '../problem/http-refusals.js';
import { problemFor, sendProblem } from '../problem/problem.filter.js';
import { correlationIdOf } from '../request/correlation.js';
import { formByEnding } from './form-by-ending.js';
import { carryAlways } from './http-frame.js';
import { noteRoutes, type WildcardRoute } from '../problem/known-routes.js';

/** Longest path parameter: a figure's key in the address, percent-encoded throughout. */
const PARAMETER_CHARACTERS_MAX = 2_000;

/** Longer than any answer takes: an idle connection is closed after this. */
const CONNECTION_IDLE_MS_MAX = 300_000;

/**
 * Fastify as the ledger's interfaces need it.
 *
 * @param wildcard the addresses whose methods do not follow from the router's pattern
 */
export function ledgerAdapter(wildcard: WildcardRoute): FastifyAdapter {
  const adapter = new FastifyAdapter({
    logger: false,
    connectionTimeout: CONNECTION_IDLE_MS_MAX,
    requestIdHeader: false,
    genReqId: correlationIdOf,
    rewriteUrl: formByEnding,
    routerOptions: { maxParamLength: PARAMETER_CHARACTERS_MAX },
    frameworkErrors: answerUnroutable,
  });
  noteRoutes(adapter.getInstance(), wildcard);
  return adapter;
}

/** A request that the router cannot parse never reaches a filter. */
function answerUnroutable(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  carryAlways(request, reply);
  sendProblem(reply, problemFor(new MalformedRequest(error.message), request));
}
