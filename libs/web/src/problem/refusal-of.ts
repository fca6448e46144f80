import { HttpException } from '@nestjs/common';
import { isLedgerError, type LedgerError } from '@ledger/kernel';
import type { FastifyRequest } from 'fastify';
import { routeRefusal } from './known-routes.js';
import {
  BodyTooLarge,
  MalformedJson,
  MalformedRequest,
  UnsupportedMediaType,
} from './http-refusals.js';

/**
 * Maps an error to a refusal: its own, or the ledger's equivalent of a refusal by the
 * framework.
 *
 * @returns `undefined` for a bug or an outage
 */
export function refusalOf(error: unknown, request: FastifyRequest): LedgerError | undefined {
  if (isLedgerError(error)) return error;
  const status = statusOf(error);
  if (status === undefined || status < 400 || status >= 500) return undefined;
  return (
    frameworkRefusal(codeOf(error), status, request) ?? new MalformedRequest(reasonOf(error))
  );
}

function frameworkRefusal(
  code: string,
  status: number,
  request: FastifyRequest,
): LedgerError | undefined {
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || status === 413) return new BodyTooLarge();
  if (code === 'FST_ERR_CTP_EMPTY_JSON_BODY') return new MalformedJson('it is empty');
  if (status === 415) return new UnsupportedMediaType(request.headers['content-type'] ?? '');
  if (status === 404) return routeRefusal(request);
  return undefined;
}

/** Nest wraps what Fastify refuses; the cause keeps Fastify's own code. */
function codeOf(error: unknown): string {
  const origin = error instanceof HttpException ? error.cause : error;
  const code = (origin as { readonly code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : '';
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { readonly statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : undefined;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : 'it is not HTTP';
}
