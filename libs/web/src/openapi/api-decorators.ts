import {
  describedParameters,
  type Asked,
  type DescribedParameter,
  type Describes,
  type Parameters,
  type SameInJson,
  type SchemaName,
} from '@ledger/contract';
import { applyDecorators, UseInterceptors, UsePipes } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiQuery, ApiResponse } from '@nestjs/swagger';
import { AnswerInterceptor } from '../answer/answer.interceptor.js';
import { ReadInterceptor } from '../answer/read.interceptor.js';
import type { RefusalCode } from '../problem/refusal-code.js';
import { BodyPipe } from '../request/body.pipe.js';
import {
  ANSWER_HEADERS,
  commandResponses,
  contentOf,
  NOT_MODIFIED,
  readParameters,
  readResponses,
  refusalResponses,
  type CommandDescription,
  type DescribedResponses,
  type ReadDescription,
} from './operations.js';
import { noteLocation, noteRead } from '../route/route-metadata.js';

/** Declares a route that sends a command: its answer, and its description for OpenAPI. */
export function ApiCommand(description: CommandDescription): MethodDecorator {
  return applyDecorators(
    UseInterceptors(AnswerInterceptor),
    UsePipes(BodyPipe),
    ApiOperation({ summary: description.summary }),
    ApiHeader({ name: 'Ledger-Actor', required: false, description: 'Who sends the command.' }),
    ApiResponses(commandResponses(description)),
    ...(description.makes === undefined ? [] : [noteLocation(description.makes)]),
  );
}

/** The bodies that a method answers with, those in other forms than JSON aside. */
type BodyOf<Method> = Method extends (...given: never[]) => Promise<infer Answered>
  ? Answered extends { readonly body: infer Body extends object }
    ? Body
    : never
  : never;

/** `unknown` if the schema with that name describes what the method answers with. */
type Answers<Name extends SchemaName, Method> = [BodyOf<Method>] extends [never]
  ? unknown
  : Describes<Name, BodyOf<Method>>;

/** `unknown` if the method takes first what a caller gave of the parameters. */
type Takes<Named extends Parameters, Method> = Method extends (
  asked: infer First,
  ...rest: never[]
) => unknown
  ? SameInJson<Asked<Named>, First>
  : never;

/**
 * Decorates methods that take first what a caller gave of the parameters, and whose answer the
 * schema with that name describes exactly.
 */
type ReadDecorator<Name extends SchemaName, Named extends Parameters> = <Method>(
  target: object,
  property: string | symbol,
  descriptor: TypedPropertyDescriptor<Method> & Answers<Name, Method> & Takes<Named, Method>,
) => void;

/**
 * Declares a route that reads the views: how it is answered, and its OpenAPI description. It does
 * not compile on a method that answers with other fields than its schema has, or whose first
 * parameter is not what `QueryValues` injects.
 */
export function ApiRead<Name extends SchemaName, Named extends Parameters>(
  description: ReadDescription<Name, Named>,
): ReadDecorator<Name, Named> {
  const { summary, description: text } = description;
  return applyDecorators(
    UseInterceptors(ReadInterceptor),
    ApiOperation({ summary, ...(text === undefined ? {} : { description: text }) }),
    ...readParameters(description).map(documentedParameter),
    ApiHeader({
      name: 'Ledger-Wait-For',
      required: false,
      description: 'The same as the parameter `waitFor`.',
    }),
    ApiHeader({ name: 'If-None-Match', required: false }),
    ApiResponses(readResponses(description)),
    ...noteRead(Object.keys(description.answers), description.parameters),
  );
}

/** Describes a read of what does not depend on the log. */
export interface StaticDescription {
  readonly summary: string;
  readonly type?: string;
  readonly answer: SchemaName;
  readonly refusals?: readonly RefusalCode[];
}

/** Declares a read of what does not depend on the log. */
export function ApiStatic({
  summary,
  type = 'application/json',
  answer,
  refusals = [],
}: StaticDescription): MethodDecorator {
  return applyDecorators(
    UseInterceptors(AnswerInterceptor),
    ApiOperation({ summary }),
    ApiHeader({ name: 'If-None-Match', required: false }),
    ApiResponses({
      200: {
        description: summary,
        headers: ANSWER_HEADERS,
        content: contentOf(type, answer) ?? {},
      },
      304: NOT_MODIFIED,
    }),
    ApiRefusals(refusals),
  );
}

/** Documents responses by status. */
export function ApiResponses(responses: DescribedResponses): MethodDecorator {
  return applyDecorators(
    ...Object.entries(responses).map(([status, response]) =>
      ApiResponse({ status: Number(status), ...response }),
    ),
  );
}

/** Documents the refusals of an operation, each under its status. */
export function ApiRefusals(codes: readonly RefusalCode[]): MethodDecorator {
  return ApiResponses(refusalResponses(codes));
}

/** Documents query parameters. */
export function ApiParams(parameters: Parameters): MethodDecorator {
  return applyDecorators(...describedParameters(parameters).map(documentedParameter));
}

function documentedParameter(parameter: DescribedParameter): MethodDecorator {
  return ApiQuery(parameter);
}
