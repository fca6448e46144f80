import { createParamDecorator, Query, type ExecutionContext } from '@nestjs/common';
import type { Origin } from '@ledger/kernel';
import type { FastifyRequest } from 'fastify';
import { chosenForm } from '../route/route-metadata.js';
import { originOf } from './origin.js';
import { readList } from './paging.js';
import {
  readClocks,
  readRecordedBy,
  readTexts,
  readWord,
  type QueryParameters,
} from './query-parameters.js';
import { readSeriesQuestion } from './series-question.js';

/** Injects part of a request's query, parsed by `read` in a pipe. */
export function QueryPart(read: (query: QueryParameters) => unknown): ParameterDecorator {
  return Query({ transform: (query: QueryParameters) => read(query) });
}

/** Injects the requested page of a list and the recording clock, as `AskedList`. */
export const QueryList = (): ParameterDecorator => QueryPart(readList);

/** Injects both clocks, as `AskedClocks`. */
export const QueryClocks = (): ParameterDecorator => QueryPart(readClocks);

/** Injects the recording clock alone. */
export const QueryRecordedBy = (): ParameterDecorator => QueryPart(readRecordedBy);

/**
 * Injects which of a measure's figures are requested: a `SeriesQuestion` without its measure.
 */
export const QuerySeries = (): ParameterDecorator => QueryPart(readSeriesQuestion);

/** Injects several parameters as texts, leaving out those that are absent. */
export const QueryTexts = (...names: readonly string[]): ParameterDecorator =>
  QueryPart((query) => readTexts(query, names));

/**
 * Injects one parameter as one of several words, in an object that is empty if it is absent.
 */
export const QueryWord = (name: string, words: readonly string[]): ParameterDecorator =>
  QueryPart((query) => {
    const word = readWord(query, name, words);
    return word === undefined ? {} : { [name]: word };
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
