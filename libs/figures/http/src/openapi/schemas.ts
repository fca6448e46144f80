import { FIGURE_SCHEMAS } from './figure-schemas.js';
import { REGISTER_SCHEMAS } from './register-schemas.js';
import {
  breakdown,
  change,
  decimal,
  eventId,
  flag,
  instant,
  listOf,
  locator,
  marker,
  object,
  oneOf,
  orNull,
  qualifier,
  role,
  statistic,
  text,
  whole,
  type Schema,
} from './schema-words.js';

const reportTaken = object({
  outcome: oneOf(
    'recorded',
    'confirmed',
    'revised',
    'restated',
    'finalised',
    'contradicted',
    'withdrawn',
    'unchanged',
  ),
  key: text,
  eventId,
  position: whole,
});
const reportRefused = object({ outcome: oneOf('refused'), code: text, message: text });

const report = object(
  {
    publication: text,
    measure: text,
    area: text,
    period: text,
    value: orNull(decimal),
    printed: text,
    unit: text,
    locator,
  },
  {
    statistic,
    comparedWith: text,
    breakdown,
    qualifier,
    markers: listOf(marker),
    role,
    change,
    note: text,
  },
);

const cloudEvent = object({
  specversion: oneOf('1.0'),
  id: eventId,
  source: text,
  type: text,
  subject: text,
  time: instant,
  datacontenttype: oneOf('application/json'),
  data: { type: 'object' },
  position: { type: 'string', pattern: '^\\d+$' },
  revision: whole,
  schemaversion: whole,
  actor: text,
  correlationid: text,
  causationid: text,
});

const problemType = object({ code: text, status: whole, type: text, title: text });

/** Every schema of the document that is not the body of an everyday command. */
export const SCHEMAS = {
  ...FIGURE_SCHEMAS,
  ...REGISTER_SCHEMAS,
  Problem: object(
    { type: text, title: text, status: whole, detail: text, code: text, correlationId: text },
    { facts: { type: 'object' } },
  ),
  ProblemType: problemType,
  ProblemTypes: listOf(problemType),
  CommandAnswer: object({ changed: flag, position: whole }, { eventId }),
  Report: report,
  ReportTaken: reportTaken,
  ReportAnswers: listOf({ oneOf: [reportTaken, reportRefused] }),
  ReportAnswerLine: {
    oneOf: [
      { ...reportTaken, properties: { line: whole, ...(reportTaken['properties'] as object) } },
      {
        ...reportRefused,
        properties: { line: whole, ...(reportRefused['properties'] as object) },
      },
      object({ outcome: oneOf('failed'), code: text, message: text, correlationId: text }),
    ],
  },
  Feed: object({ events: listOf(cloudEvent), next: whole, head: whole }),
  Health: object({ status: oneOf('well'), checks: listOf(text) }),
  OpenApi: { type: 'object', required: ['openapi', 'info', 'paths'] },
  AsyncApi: { type: 'object', required: ['asyncapi', 'channels', 'operations'] },
  TableMetadata: { type: 'object', required: ['@context', 'tableSchema'] },
  Text: text,
} as const satisfies Record<string, Schema>;

/** The name of a schema in the document. */
export type SchemaName = keyof typeof SCHEMAS;
