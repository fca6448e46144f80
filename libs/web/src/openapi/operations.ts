import {
  describedParameters,
  WAIT_FOR_PARAMETERS,
  type DescribedParameter,
  type Parameters,
  type SchemaName,
} from '@ledger/contract';
import { PROBLEM_TYPE } from '../problem/problem.js';
import type { RefusalCode } from '../problem/refusal-code.js';
import { bodyRefusalStatus, REFUSAL_STATUS } from '../problem/refusal-status.js';

/** A response as OpenAPI describes it. */
export interface DescribedResponse {
  readonly description: string;
  readonly headers?: Readonly<Record<string, object>>;
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}

/** Responses by status. */
export type DescribedResponses = Readonly<Record<string, DescribedResponse>>;

/** Describes a command. */
export interface CommandDescription {
  readonly summary: string;
  /** The path of the resource that it creates, under the API, with `{id}` from its body. */
  readonly makes?: string;
  readonly refusals: readonly RefusalCode[];
  /** Refusals of something named in the body, not in the address. */
  readonly ofBody?: readonly RefusalCode[];
}

/** Describes a read with the schema of its answer in JSON and its query parameters. */
export interface ReadDescription<
  Name extends SchemaName = SchemaName,
  Named extends Parameters = Parameters,
> {
  readonly summary: string;
  readonly description?: string;
  /** The schema of its answer in each form it can have. */
  readonly answers: Readonly<Record<string, SchemaName>> & {
    readonly 'application/json': Name;
  };
  readonly parameters: Named;
  readonly refusals?: readonly RefusalCode[];
}

/** Refusals any operation with a JSON body can give. */
const BODY_ERRORS: readonly RefusalCode[] = [
  'malformed-json',
  'malformed-body',
  'malformed-text',
  'malformed-header',
  'body-timed-out',
  'body-too-large',
  'event-too-large',
  'append-too-large',
  'unsupported-media-type',
  'foreign-origin',
  'clock-leapt',
  'store-unavailable',
  'store-access-denied',
  'store-shape-unknown',
  'append-outcome-unknown',
  'stream-deleted',
  'stream-too-busy',
];

/** Refusals any read can give. */
export const READ_ERRORS: readonly RefusalCode[] = [
  'malformed-parameter',
  'unknown-parameter',
  'malformed-header',
  'not-acceptable',
  'store-unavailable',
  'views-behind',
  'views-not-built',
  'views-unavailable',
];

/** The headers of every answer. */
export const ANSWER_HEADERS = {
  'Ledger-Position': {
    description: 'The position in the log that the answer reflects.',
    schema: { type: 'integer', minimum: 0 },
  },
  'Ledger-Age': {
    description:
      'Seconds for which the views have not been known to reflect the whole log; left out while ' +
      'they are up to date.',
    schema: { type: 'integer', minimum: 0 },
  },
  'Correlation-Id': {
    description: 'The id under which events and logs know the request.',
    schema: { type: 'string' },
  },
};

/** The response to a read whose answer the client has already. */
export const NOT_MODIFIED: DescribedResponse = {
  description: 'Not modified: the client has this answer already.',
  headers: ANSWER_HEADERS,
};

/** A reference to one of the document's own schemas. */
export function schemaRef(name: SchemaName): { readonly $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}

/** The content of an answer that has one form. */
export function contentOf(type: string, name: SchemaName): DescribedResponse['content'] {
  return { [type]: { schema: schemaRef(name) } };
}

/** Refusals that are given before a request is routed. */
const COMMON_ERRORS: readonly RefusalCode[] = ['foreign-host'];

/** The responses to refusals, all that have one status under that. */
export function refusalResponses(
  codes: readonly RefusalCode[],
  ofBody: readonly RefusalCode[] = [],
): DescribedResponses {
  const responses: Record<string, DescribedResponse> = {};
  const named = [
    ...[...COMMON_ERRORS, ...codes].map((code) => ({ code, status: REFUSAL_STATUS[code] })),
    ...ofBody.map((code) => ({ code, status: bodyRefusalStatus(code) })),
  ];
  for (const [status, refusals] of Map.groupBy(named, (one) => one.status)) {
    const words = new Set(refusals.map(({ code }) => `\`${code}\``));
    responses[status] = {
      description: [...words].join(', '),
      headers: ANSWER_HEADERS,
      content: contentOf(PROBLEM_TYPE, 'Problem') ?? {},
    };
  }
  return responses;
}

/** The responses of a command. */
export function commandResponses(description: CommandDescription): DescribedResponses {
  const { makes, refusals, ofBody = [] } = description;
  const answer = {
    headers: ANSWER_HEADERS,
    content: contentOf('application/json', 'CommandAnswer') ?? {},
  };
  return {
    200: { description: 'The command is in the log, or was there already.', ...answer },
    ...(makes === undefined
      ? {}
      : { 201: { description: 'Made, and in the log.', ...answer } }),
    ...refusalResponses([...BODY_ERRORS, ...refusals], ofBody),
  };
}

/** The responses of a read. */
export function readResponses({
  summary,
  answers,
  refusals = [],
}: ReadDescription): DescribedResponses {
  const forms = Object.entries(answers).map(([type, name]) => [
    type,
    { schema: schemaRef(name) },
  ]);
  return {
    200: {
      description: summary,
      headers: ANSWER_HEADERS,
      content: Object.fromEntries(forms) as NonNullable<DescribedResponse['content']>,
    },
    304: NOT_MODIFIED,
    ...refusalResponses([...READ_ERRORS, ...refusals]),
  };
}

/** The query parameters that a read accepts. */
export function readParameters({
  parameters,
}: Pick<ReadDescription, 'parameters'>): readonly DescribedParameter[] {
  return describedParameters({ ...parameters, ...WAIT_FOR_PARAMETERS });
}
