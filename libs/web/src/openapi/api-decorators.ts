import type { Describes, SchemaName } from '@ledger/contract';
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
  readParameters,
  readResponses,
  refusalResponses,
  type CommandDescription,
  type DescribedResponses,
  type ReadDescription,
} from './operations.js';
import { FEED_PARAMETERS, type Parameter } from './parameters.js';
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

/** Decorates methods whose answer the schema with that name describes exactly. */
type ReadDecorator<Name extends SchemaName> = <Method>(
  target: object,
  property: string | symbol,
  descriptor: TypedPropertyDescriptor<Method> & Answers<Name, Method>,
) => void;

/**
 * Declares a route that reads the views: how it is answered, and its OpenAPI description. It does
 * not compile on a method that answers with other fields than its schema has.
 */
export function ApiRead<Name extends SchemaName>(
  description: ReadDescription<Name>,
): ReadDecorator<Name> {
  const { summary, description: text } = description;
  return applyDecorators(
    UseInterceptors(ReadInterceptor),
    ApiOperation({ summary, ...(text === undefined ? {} : { description: text }) }),
    ApiParams(readParameters(description)),
    ApiHeader({
      name: 'Ledger-Wait-For',
      required: false,
      description: 'The same as the parameter `waitFor`.',
    }),
    ApiHeader({ name: 'If-None-Match', required: false }),
    ApiResponses(readResponses(description)),
    ...noteRead(
      Object.keys(description.answers),
      readParameters(description).map(({ name }) => name),
    ),
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
      304: {
        description: 'Not modified: the client has this answer already.',
        headers: ANSWER_HEADERS,
      },
    }),
    ApiRefusals(refusals),
  );
}

/** Documents responses by status. */
export function ApiResponses(responses: DescribedResponses): MethodDecorator {
  return applyDecorators(
    ...Object.entries(responses).map(([status, response]) =>
      ApiResponse({ status: Number(status), ...response } as Parameters<typeof ApiResponse>[0]),
    ),
  );
}

/** Documents the refusals of an operation, each under its status. */
export function ApiRefusals(codes: readonly RefusalCode[]): MethodDecorator {
  return ApiResponses(refusalResponses(codes));
}

/** Documents query parameters. */
export function ApiParams(parameters: readonly Parameter[]): MethodDecorator {
  return applyDecorators(
    ...parameters.map((parameter) =>
      ApiQuery(parameter as unknown as Parameters<typeof ApiQuery>[0]),
    ),
  );
}

/** Documents the parameters that choose among events. */
export function ApiFeedParams(): MethodDecorator {
  return ApiParams(FEED_PARAMETERS);
}
