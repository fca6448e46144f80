import type { Static, TSchema } from 'typebox';
import { COMPARISON_ANSWERS } from './answers/comparison-answers.js';
import { FIGURE_ANSWERS } from './answers/figure-answers.js';
import { FINDING_ANSWERS } from './answers/finding-answers.js';
import { OPERATION_ANSWERS } from './answers/operation-answers.js';
import { REGISTRY_ANSWERS } from './answers/registry-answers.js';
import { REPORT_ANSWER } from './answers/report-answer.js';
import type { SameInJson } from './as-json.js';
import { REPORT_MESSAGE } from './messages.js';
import { REPORT } from './report.js';
import { listOf, withoutNotes } from './schema.js';
import {
  change,
  figureState,
  locator,
  marker,
  measureKind,
  move,
  polarity,
  publicationStatus,
  qualifier,
  revisionKind,
  role,
  statistic,
  valueType,
} from './vocabulary.js';

/** Every named schema; generated clients use the same names. */
export const COMPONENTS = {
  Marker: marker,
  Qualifier: qualifier,
  Role: role,
  Statistic: statistic,
  ValueType: valueType,
  MeasureKind: measureKind,
  Polarity: polarity,
  PublicationStatus: publicationStatus,
  FigureState: figureState,
  Move: move,
  RevisionKind: revisionKind,
  Locator: locator,
  Change: change,
  ...FIGURE_ANSWERS,
  ...COMPARISON_ANSWERS,
  ...REGISTRY_ANSWERS,
  ...FINDING_ANSWERS,
  ...OPERATION_ANSWERS,
  Report: REPORT,
  ReportEvent: REPORT_MESSAGE,
  ReportAnswer: REPORT_ANSWER,
  ReportAnswers: listOf(REPORT_ANSWER),
} as const satisfies Readonly<Record<string, TSchema>>;

/** The name of a schema in the OpenAPI document. */
export type SchemaName = keyof typeof COMPONENTS;

/** The type of the answer with that name. */
export type AnswerBody<Name extends SchemaName> = Static<(typeof COMPONENTS)[Name]>;

/** `unknown` if the schema with that name describes the body exactly; else what differs. */
export type Describes<Name extends SchemaName, Body> = SameInJson<AnswerBody<Name>, Body>;

/**
 * A body as JSON text. It does not compile unless the schema with that name describes it exactly.
 */
export function answerText<Name extends SchemaName, const Body extends object>(
  _name: Name,
  body: Body & Describes<Name, Body>,
): string {
  return JSON.stringify(body);
}

/** Plain text is a named schema, but answers do not refer to it by name. */
const NAMES: ReadonlyMap<unknown, string> = new Map(
  Object.entries(COMPONENTS)
    .filter(([name]) => name !== 'Text')
    .map(([name, schema]) => [withoutNotes(schema), name]),
);

/**
 * The named schemas as OpenAPI components. Where one is used within another it becomes a `$ref`
 * without notes, because generators ignore what stands next to a reference.
 */
export function openApiSchemas(): Readonly<Record<SchemaName, object>> {
  const schemas = Object.entries(COMPONENTS).map(([name, schema]) => [name, partsOf(schema)]);
  return Object.fromEntries(schemas) as Record<SchemaName, object>;
}

function partsOf(schema: object): object {
  if (Array.isArray(schema)) return schema.map(referring);
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => [keyword, referring(value)]),
  );
}

function referring(part: unknown): unknown {
  if (typeof part !== 'object' || part === null) return part;
  const name = NAMES.get(withoutNotes(part));
  return name === undefined ? partsOf(part) : { $ref: `#/components/schemas/${name}` };
}
