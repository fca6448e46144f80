import {
  MARKERS,
  MEASURE_KINDS,
  POLARITIES,
  PUBLICATION_STATUSES,
  QUALIFIERS,
  ROLES,
  STATISTICS,
  VALUE_TYPES,
} from '@ledger/figures-domain';

/** A JSON Schema as OpenAPI 3.1 takes it. */
export interface Schema {
  readonly [keyword: string]: unknown;
}

/** Fields by name. */
export type Fields = Readonly<Record<string, Schema>>;

/** An object with exactly these fields. */
export function object(required: Fields, optional: Fields = {}): Schema {
  return {
    type: 'object',
    additionalProperties: false,
    required: Object.keys(required),
    properties: { ...required, ...optional },
  };
}

/** Objects whose fields have names nobody can foresee. */
export function mapOf(values: Schema): Schema {
  return { type: 'object', additionalProperties: values };
}

/** A list of one kind of thing. */
export function listOf(items: Schema): Schema {
  return { type: 'array', items };
}

/** The thing, or null. */
export function orNull(schema: Schema): Schema {
  return { anyOf: [schema, { type: 'null' }] };
}

/** One of some words. */
export function oneOf(...words: readonly string[]): Schema {
  return { type: 'string', enum: words };
}

export const text: Schema = { type: 'string' };
export const whole: Schema = { type: 'integer', minimum: 0 };
export const flag: Schema = { type: 'boolean' };
export const decimal: Schema = { type: 'string', pattern: '^[+-]?\\d+(\\.\\d+)?$' };
export const instant: Schema = {
  type: 'string',
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$',
};
export const eventId: Schema = {
  type: 'string',
  pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
};
export const sha256: Schema = { type: 'string', pattern: '^[0-9a-f]{64}$' };
export const marker: Schema = oneOf(...Object.keys(MARKERS));
export const qualifier: Schema = oneOf(...QUALIFIERS);
export const role: Schema = oneOf(...ROLES);
export const statistic: Schema = oneOf(...STATISTICS);
export const valueType: Schema = oneOf(...VALUE_TYPES);
export const measureKind: Schema = oneOf(...MEASURE_KINDS);
export const polarity: Schema = oneOf(...POLARITIES);
export const publicationStatus: Schema = oneOf(...PUBLICATION_STATUSES);
export const figureState: Schema = oneOf('unreported', 'reported', 'withdrawn');
export const move: Schema = oneOf(
  'recorded',
  'confirmed',
  'revised',
  'restated',
  'finalised',
  'contradicted',
  'withdrawn',
);
export const revisionKind: Schema = oneOf('routine', 'correction', 'unannounced');
export const breakdown: Schema = mapOf(text);
export const locator: Schema = object(
  {},
  {
    section: text,
    paragraph: text,
    table: text,
    row: text,
    column: text,
    line: { type: 'integer', minimum: 1 },
    occurrence: { type: 'integer', minimum: 1 },
    reference: text,
  },
);
export const change: Schema = object(
  {
    kind: oneOf('routine', 'correction', 'restatement', 'finalised', 'withdrawn'),
    reason: text,
  },
  { definitionVersion: whole },
);
/** The fields of a number as printed. */
export const printed: Fields = {
  value: orNull(decimal),
  printed: text,
  unit: text,
  qualifier,
  markers: listOf(marker),
};
/** What tells whether there is another page. */
export const nextPage: Fields = { next: orNull(text) };
