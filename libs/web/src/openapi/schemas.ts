import { REPORT_OUTCOMES } from '@ledger/figures-application';
import { YEAR_KINDS } from '@ledger/figures-domain';
import {
  BREAKDOWN_NAMES_MAX,
  NOTE_CHARACTERS_MAX,
  PRINTED_CHARACTERS_MAX,
  REPORT_RULES,
  UNIT_CHARACTERS_MAX,
} from '@ledger/intake';
import { FIGURE_SCHEMAS } from './figure-schemas.js';
import { REGISTER_SCHEMAS } from './register-schemas.js';
import {
  change,
  code,
  decimal,
  eventId,
  boolean,
  instant,
  listOf,
  locator,
  mapOf,
  marker,
  NAMED_SCHEMAS,
  object,
  oneOf,
  orNull,
  position,
  printedBeside,
  qualifier,
  role,
  statistic,
  text,
  textOf,
  integer,
  word,
  type Schema,
} from './schema-words.js';

/**
 * What became of a report. One object for every outcome: generated clients lose a choice between
 * several, so which fields come with which outcome is said in words.
 */
const reportAnswer = object(
  {
    outcome: oneOf(...Object.values(REPORT_OUTCOMES), 'unchanged', 'refused', 'failed'),
  },
  {
    line: { ...integer, description: 'Of a stream: the number of the line that is answered.' },
    key: { ...text, description: 'The figure. Absent if it was refused.' },
    eventId: { ...eventId, description: 'The event that holds it. Absent if it was refused.' },
    position: { ...position, description: 'Where the log holds it. Absent if it was refused.' },
    read: {
      ...object({ value: orNull(decimal), qualifier, markers: listOf(marker) }),
      description:
        'What was read from `printed`. Absent if the report has a value, or was refused.',
    },
    code: { ...text, description: 'Why it was refused or the stream failed.' },
    message: { ...text, description: 'The same in words.' },
    correlationId: { ...text, description: 'Of a stream that failed.' },
  },
);

const report = {
  ...object(
    {
      publication: word,
      measure: code,
      area: code,
      period: textOf(),
      printed: textOf(PRINTED_CHARACTERS_MAX),
      unit: textOf(UNIT_CHARACTERS_MAX),
      locator,
    },
    {
      value: {
        ...orNull(decimal),
        description:
          'Left out, it is read from `printed`, with the qualifier and markers that are left out ' +
          'too; null beside a marker that says why there is none.',
      },
      yearKind: oneOf(...YEAR_KINDS),
      statistic,
      comparedWith: textOf(),
      breakdown: { ...mapOf(code), propertyNames: word, maxProperties: BREAKDOWN_NAMES_MAX },
      ...printedBeside,
      qualifier,
      markers: listOf(marker),
      role,
      change,
      note: textOf(NOTE_CHARACTERS_MAX),
    },
  ),
  ...REPORT_RULES,
};

const cloudEvent = object({
  specversion: { type: 'string', const: '1.0' },
  id: eventId,
  source: text,
  type: text,
  subject: text,
  time: instant,
  datacontenttype: { type: 'string', const: 'application/json' },
  data: { type: 'object' },
  position,
  revision: integer,
  schemaversion: integer,
  actor: text,
  correlationid: text,
  causationid: text,
});

const problemType = object({ code: text, status: integer, type: text, title: text });

/** Every schema of the document that is not the body of an everyday command. */
export const SCHEMAS = {
  ...NAMED_SCHEMAS,
  ...FIGURE_SCHEMAS,
  ...REGISTER_SCHEMAS,
  Problem: object(
    { type: text, title: text, status: integer, detail: text, code: text, correlationId: text },
    { facts: { type: 'object' } },
  ),
  ProblemType: problemType,
  ProblemTypes: listOf(problemType),
  CommandAnswer: object({ changed: boolean, position }, { eventId }),
  Report: report,
  ReportAnswer: reportAnswer,
  ReportAnswers: listOf({ $ref: '#/components/schemas/ReportAnswer' }),
  Feed: object({ events: listOf(cloudEvent), next: position, head: position }),
  Health: object({ status: oneOf('well'), checks: listOf(text) }),
  OpenApi: { type: 'object', required: ['openapi', 'info', 'paths'] },
  AsyncApi: { type: 'object', required: ['asyncapi', 'channels', 'operations'] },
  TableMetadata: { type: 'object', required: ['@context', 'tableSchema'] },
  Text: text,
} as const satisfies Record<string, Schema>;

/** The name of a schema in the document. */
export type SchemaName = keyof typeof SCHEMAS;
