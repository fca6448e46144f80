import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiQuery, ApiResponse } from '@nestjs/swagger';
import type { RefusalCode } from '../problem/refusal-code.js';
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
import type { SchemaName } from './schemas.js';

/** Documents an operation that may change the record. */
export function Commands(description: CommandDescription): MethodDecorator {
  return applyDecorators(
    ApiOperation({ summary: description.summary }),
    ApiHeader({ name: 'Ledger-Actor', required: false, description: 'Who acts.' }),
    Responds(commandResponses(description)),
  );
}

/** Documents an operation that only reads the views. */
export function Reads(description: ReadDescription): MethodDecorator {
  const { summary, description: text } = description;
  return applyDecorators(
    ApiOperation({ summary, ...(text === undefined ? {} : { description: text }) }),
    Takes(readParameters(description)),
    ApiHeader({ name: 'Ledger-Wait-For', required: false, description: 'As waitFor.' }),
    ApiHeader({ name: 'If-None-Match', required: false }),
    Responds(readResponses(description)),
  );
}

/** What is to be said of a read that does not depend on the record. */
export interface UnchangingDescription {
  readonly summary: string;
  readonly type?: string;
  readonly answer: SchemaName;
  readonly refusals?: readonly RefusalCode[];
}

/** Documents a read of what does not depend on the record. */
export function Unchanging({
  summary,
  type = 'application/json',
  answer,
  refusals = [],
}: UnchangingDescription): MethodDecorator {
  return applyDecorators(
    ApiOperation({ summary }),
    ApiHeader({ name: 'If-None-Match', required: false }),
    Responds({
      200: {
        description: 'As asked.',
        headers: ANSWER_HEADERS,
        content: contentOf(type, answer) ?? {},
      },
      304: { description: 'As the caller has it.', headers: ANSWER_HEADERS },
    }),
    Refuses(refusals),
  );
}

/** Documents responses by status. */
export function Responds(responses: DescribedResponses): MethodDecorator {
  return applyDecorators(
    ...Object.entries(responses).map(([status, response]) =>
      ApiResponse({ status: Number(status), ...response } as Parameters<typeof ApiResponse>[0]),
    ),
  );
}

/** Documents the refusals of an operation, each under its status. */
export function Refuses(codes: readonly RefusalCode[]): MethodDecorator {
  return Responds(refusalResponses(codes));
}

/** Documents query parameters. */
export function Takes(parameters: readonly Parameter[]): MethodDecorator {
  return applyDecorators(
    ...parameters.map((parameter) =>
      ApiQuery(parameter as unknown as Parameters<typeof ApiQuery>[0]),
    ),
  );
}

/** Documents the parameters that choose among events. */
export function FeedChoice(): MethodDecorator {
  return Takes(FEED_PARAMETERS);
}
