import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Origin } from '@ledger/kernel';
import type { FastifyRequest } from 'fastify';
import { chosenForm, parametersOf } from '../route/route-metadata.js';
import { originOf } from './origin.js';
import { readQuery, type QueryParameters } from './query-parameters.js';

/**
 * Injects the values of the parameters that an `ApiRead` declares, as `Asked` of them. The method
 * takes them first: `ApiRead` checks the type of its first parameter.
 */
export const QueryValues = createParamDecorator((_: undefined, context: ExecutionContext) => {
  const { query } = context.switchToHttp().getRequest<FastifyRequest>();
  return readQuery(parametersOf(context.getHandler()), query as QueryParameters);
});

/** Injects the media type that the client prefers for the answer of an `ApiRead`. */
export const AcceptedForm = createParamDecorator((_: undefined, context: ExecutionContext) =>
  chosenForm(context.getHandler(), context.switchToHttp().getRequest<FastifyRequest>()),
);

/** Injects the origin of a command's events. */
export const CommandOrigin = createParamDecorator(
  (_: undefined, context: ExecutionContext): Origin =>
    originOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
