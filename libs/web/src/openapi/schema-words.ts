import { REPORT_OUTCOMES } from '@ledger/figures-application';
import {
  MARKERS,
  MEASURE_KINDS,
  POLARITIES,
  PUBLICATION_STATUSES,
  QUALIFIERS,
  ROLES,
  SCALE_MAX,
  SCALE_MIN,
  STATISTICS,
  VALUE_TYPES,
} from '@ledger/figures-domain';
import { LOCATOR_CHARACTERS_MAX, REASON_CHARACTERS_MAX } from '@ledger/intake';

/** A JSON Schema as OpenAPI 3.1 takes it. */
export interface Schema {
  readonly [keyword: string]: unknown;
}

/** Fields by name. */
export type Fields = Readonly<Record<string, Schema>>;

/** A schema of one type. */
export type TypedSchema = Schema & { readonly type: string };

/** An object with exactly these fields. */
export function object(required: Fields, optional: Fields = {}): TypedSchema {
  return {
    type: 'object',
    additionalProperties: false,
    required: Object.keys(required),
    properties: { ...required, ...optional },
  };
}

/** Objects whose fields have names nobody can foresee. */
export function mapOf(values: Schema): TypedSchema {
  return { type: 'object', additionalProperties: values };
}

/** A list of one kind of thing. */
export function listOf(items: Schema): Schema {
  return { type: 'array', items };
}

/**
 * The thing, or null: in the one form of OpenAPI 3.1 that generators of clients read. Of a choice
 * between a schema and null (`anyOf`) most make an object without fields, or code that does not
 * compile.
 */
export function orNull(schema: TypedSchema): Schema {
  return { ...schema, type: [schema.type, 'null'] };
}

/** One of some words. */
export function oneOf(...words: readonly string[]): TypedSchema {
  return { type: 'string', enum: words };
}

export const text: TypedSchema = { type: 'string' };
export const integer: Schema = { type: 'integer', minimum: 0 };
export const position: Schema = {
  type: 'string',
  pattern: '^\\d+$',
  description: 'A position in the log, as text wherever it stands.',
};
export const boolean: Schema = { type: 'boolean' };
export const decimal: TypedSchema = { type: 'string', pattern: '^[+-]?\\d+(\\.\\d+)?$' };
export const instant: Schema = {
  type: 'string',
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$',
};
export const eventId: Schema = {
  type: 'string',
  pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
};
export const sha256: Schema = { type: 'string', pattern: '^[0-9a-f]{64}$' };

/** Text that is not empty. */
export function textOf(charactersMax?: number): TypedSchema {
  const shortest = { type: 'string', minLength: 1 };
  return charactersMax === undefined ? shortest : { ...shortest, maxLength: charactersMax };
}

export const word: TypedSchema = { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' };
export const code: TypedSchema = {
  type: 'string',
  pattern: '^[a-z0-9]+(-[a-z0-9]+)*(\\.[a-z0-9]+(-[a-z0-9]+)*)*$',
};
const count: Schema = { type: 'integer', minimum: 1 };
const caption = textOf(LOCATOR_CHARACTERS_MAX);

/** What is used in many places has a name, under which generated clients know it too. */
export const NAMED_SCHEMAS = {
  Marker: oneOf(...Object.keys(MARKERS)),
  Qualifier: oneOf(...QUALIFIERS),
  Role: oneOf(...ROLES),
  Statistic: oneOf(...STATISTICS),
  ValueType: oneOf(...VALUE_TYPES),
  MeasureKind: oneOf(...MEASURE_KINDS),
  Polarity: oneOf(...POLARITIES),
  PublicationStatus: oneOf(...PUBLICATION_STATUSES),
  FigureState: oneOf('unreported', 'reported', 'withdrawn'),
  Move: oneOf(...Object.values(REPORT_OUTCOMES)),
  RevisionKind: oneOf('routine', 'correction', 'unannounced'),
  Locator: {
    ...object(
      {},
      {
        section: caption,
        paragraph: caption,
        table: caption,
        row: caption,
        column: caption,
        line: count,
        occurrence: count,
        order: count,
        reference: caption,
      },
    ),
    minProperties: 1,
  },
  Change: object(
    {
      kind: oneOf('routine', 'correction', 'restatement', 'finalised', 'withdrawn'),
      reason: textOf(REASON_CHARACTERS_MAX),
    },
    {
      definitionVersion: {
        ...count,
        description: 'Of a restatement: the version of the definition the number is on.',
      },
      notice: {
        ...object({ publication: word }, { line: count }),
        description: 'Of a restatement: where the change of basis was said.',
      },
    },
  ),
} as const satisfies Record<string, TypedSchema>;

function named(name: keyof typeof NAMED_SCHEMAS): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

export const marker: Schema = named('Marker');
export const qualifier: Schema = named('Qualifier');
export const role: Schema = named('Role');
export const statistic: Schema = named('Statistic');
export const valueType: Schema = named('ValueType');
export const measureKind: Schema = named('MeasureKind');
export const polarity: Schema = named('Polarity');
export const publicationStatus: Schema = named('PublicationStatus');
export const figureState: Schema = named('FigureState');
export const move: Schema = named('Move');
export const revisionKind: Schema = named('RevisionKind');
export const locator: Schema = named('Locator');
export const change: Schema = named('Change');
export const breakdown: Schema = mapOf(text);
/** The fields of a number as printed. */
export const printed: Fields = {
  value: orNull(decimal),
  printed: text,
  unit: text,
  qualifier,
  markers: listOf(marker),
};

/** What stands beside them only where it says something. */
export const printedBeside: Fields = {
  scale: {
    type: 'integer',
    minimum: SCALE_MIN,
    maximum: SCALE_MAX,
    description: 'The power of ten of the heading: 6 of 7,107 in a table in millions.',
  },
  precision: {
    type: 'string',
    const: 'unknown',
    description:
      'The source drops trailing zeros: 64.2 may be 64.20, and agrees with what equals it.',
  },
};
/** What tells whether there is another page. */
export const nextPage: Fields = { next: orNull(text) };
