import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { answerText } from '@ledger/contract';
import type { LedgerError } from '@ledger/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemOf, PROBLEM_TYPE, unexpectedProblem, type Problem } from './problem.js';
import { refusalOf } from './refusal-of.js';

/** How long a client should wait before it retries after an outage. */
const RETRY_AFTER_SECONDS = 1;

const log = new Logger('http');

/** Turns every error into a problem document; a bug, an outage or damage is logged here, once. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = problemFor(error, request);
    if (reply.sent || reply.raw.headersSent) return;
    sendProblem(reply, problem);
  }
}

/** The problem document of any error, logged if the operator has to act. */
export function problemFor(error: unknown, request: FastifyRequest): Problem {
  const refusal = refusalOf(error, request);
  const problem = refusal && problemOf(refusal, request.id, isAddressed(refusal, request));
  // Damage may be answered with a status below 500, yet only the operator can mend it.
  const isForCaller = refusal?.kind !== 'damage' && (problem?.status ?? 500) < 500;
  if (problem !== undefined && isForCaller) return problem;
  if (!isGone(request)) log.error({ correlationId: request.id, err: error });
  return problem ?? unexpectedProblem(request.id);
}

/** Sends a problem document with its status and headers. */
export function sendProblem(reply: FastifyReply, problem: Problem): void {
  carryProblem(reply, problem);
  void reply.header('content-type', PROBLEM_TYPE).send(answerText('Problem', problem));
}

/** Sets the status and headers of a problem, in any media type. */
export function carryProblem(reply: FastifyReply, { status, facts }: Problem): void {
  if (status === 503) void reply.header('retry-after', RETRY_AFTER_SECONDS);
  const allowed = facts?.['allowed'];
  if (status === 405 && Array.isArray(allowed)) void reply.header('allow', allowed.join(', '));
  void reply.code(status).header('cache-control', 'no-store');
}

/** False if the body, not the address, names what is missing: the address itself was right. */
function isAddressed(refusal: LedgerError, request: FastifyRequest): boolean {
  const { id } = refusal as { readonly id?: unknown };
  if (typeof id !== 'string' || request.method !== 'POST') return true;
  const named = Object.values((request.params ?? {}) as Record<string, string>);
  return named.some((name) => name === id || name.startsWith(`${id}/`));
}

/** A client that disconnects mid-request is not an outage. */
export function isGone(request: FastifyRequest): boolean {
  return request.raw.destroyed && !request.raw.complete;
}
