import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiQuery, ApiResponse, type ApiQueryOptions } from '@nestjs/swagger';
import { PROBLEM_TYPE } from '../problem/problem.js';
import type { RefusalCode } from '../problem/refusal-code.js';
import { bodyRefusalStatus, REFUSAL_STATUS } from '../problem/refusal-status.js';
import type { SchemaName } from './schemas.js';

/** A reference to one of the document's own schemas. */
export function schemaRef(name: SchemaName): { readonly $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}

const POSITION = {
  'Ledger-Position': {
    description: 'The position of the record that the answer reflects.',
    schema: { type: 'integer' as const, minimum: 0 },
  },
};

/** Refusals any operation with a JSON body can give. */
const OF_BODIES: readonly RefusalCode[] = [
  'malformed-json',
  'malformed-body',
  'malformed-text',
  'malformed-header',
  'body-too-large',
  'event-too-large',
  'unsupported-media-type',
  'store-unavailable',
  'append-outcome-unknown',
  'stream-too-busy',
];

/** Refusals any read can give. */
const OF_READS: readonly RefusalCode[] = [
  'malformed-parameter',
  'unknown-parameter',
  'malformed-header',
  'views-behind',
];

/**
 * Documents the refusals of an operation, each under its status.
 *
 * @param ofBody refusals of what the body names, not the address
 */
export function Refuses(
  codes: readonly RefusalCode[],
  ofBody: readonly RefusalCode[] = [],
): MethodDecorator {
  const statuses = [
    ...codes.map((code) => ({ code, status: REFUSAL_STATUS[code] })),
    ...ofBody.map((code) => ({ code, status: bodyRefusalStatus(code) })),
  ];
  return applyDecorators(
    ...[...Map.groupBy(statuses, ({ status }) => status)].map(([status, named]) =>
      ApiResponse({
        status,
        description: [...new Set(named.map(({ code }) => `\`${code}\``))].join(', '),
        headers: POSITION,
        content: { [PROBLEM_TYPE]: { schema: schemaRef('Problem') } },
      }),
    ),
  );
}

/** What is to be said of a command. */
export interface CommandDescription {
  readonly summary: string;
  /** True if it can make something that has an address from then on. */
  readonly makes?: boolean;
  readonly refusals: readonly RefusalCode[];
  /** Refusals of what the body names, not the address. */
  readonly ofBody?: readonly RefusalCode[];
}

/** Documents an operation that may change the record. */
export function Commands({
  summary,
  makes = false,
  refusals,
  ofBody = [],
}: CommandDescription): MethodDecorator {
  const content = { 'application/json': { schema: schemaRef('CommandAnswer') } };
  return applyDecorators(
    ApiOperation({ summary }),
    ApiHeader({ name: 'Ledger-Actor', required: false, description: 'Who acts.' }),
    ApiResponse({ status: 200, description: 'On record.', headers: POSITION, content }),
    ...(makes
      ? [ApiResponse({ status: 201, description: 'Made and on record.', headers: POSITION, content })]
      : []),
    Refuses([...OF_BODIES, ...refusals], ofBody),
  );
}

/** What is to be said of a read. */
export interface ReadDescription {
  readonly summary: string;
  readonly description?: string;
  /** The schema of its answer in each form it can have. */
  readonly answers: Readonly<Record<string, SchemaName>>;
  readonly parameters?: readonly ApiQueryOptions[];
  readonly refusals?: readonly RefusalCode[];
}

/** Documents an operation that only reads the views. */
export function Reads({
  summary,
  description = '',
  answers,
  parameters = [],
  refusals = [],
}: ReadDescription): MethodDecorator {
  const content = Object.fromEntries(
    Object.entries(answers).map(([type, name]) => [type, { schema: schemaRef(name) }]),
  );
  return applyDecorators(
    ApiOperation({ summary, description }),
    ...[...parameters, WAIT_FOR].map((parameter) => ApiQuery(parameter)),
    ApiHeader({ name: 'Ledger-Wait-For', required: false, description: 'As waitFor.' }),
    ApiHeader({ name: 'If-None-Match', required: false }),
    ApiResponse({ status: 200, description: 'As asked.', headers: POSITION, content }),
    ApiResponse({ status: 304, description: 'As the caller has it.', headers: POSITION }),
    Refuses([...OF_READS, ...refusals]),
  );
}

/** Documents a read of what does not depend on the record. */
export function Unchanging({
  summary,
  answer,
  refusals = [],
}: {
  readonly summary: string;
  readonly answer: SchemaName;
  readonly refusals?: readonly RefusalCode[];
}): MethodDecorator {
  const content = { 'application/json': { schema: schemaRef(answer) } };
  return applyDecorators(
    ApiOperation({ summary }),
    ApiHeader({ name: 'If-None-Match', required: false }),
    ApiResponse({ status: 200, description: 'As asked.', headers: POSITION, content }),
    ApiResponse({ status: 304, description: 'As the caller has it.', headers: POSITION }),
    Refuses(refusals),
  );
}

const WAIT_FOR: ApiQueryOptions = {
  name: 'waitFor',
  required: false,
  description: 'A position the answer has to reflect: read your own write.',
  schema: { type: 'integer', minimum: 0 },
};

/** The two clocks, as parameters of whatever is asked by them. */
export const CLOCK_PARAMETERS: readonly ApiQueryOptions[] = [
  {
    name: 'publishedBy',
    required: false,
    description: 'As the public could have seen it then: a day (to its end) or a moment.',
    schema: { type: 'string' },
    example: '2024-09-05',
  },
  {
    name: 'recordedBy',
    required: false,
    description: 'As this ledger knew it then: a day (to its end) or a moment.',
    schema: { type: 'string' },
    example: '2024-09-05T13:00:00Z',
  },
];

/** What chooses among events. */
export const STREAM_PARAMETERS = {
  stream: {
    name: 'stream',
    required: false,
    description: 'Only events of this stream.',
    schema: { type: 'string' },
    example: 'publication-kent-pdb-2024-09',
  },
  types: {
    name: 'types',
    required: false,
    description: 'Only events of these types, with commas between them.',
    schema: { type: 'string' },
    example: 'FigureRevised,FigureContradicted',
  },
} as const satisfies Record<string, ApiQueryOptions>;
