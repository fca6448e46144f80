/** A JSON Schema in the words that draft 7 and AsyncAPI 3 share. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

declare const facts: unique symbol;

/** The schema of objects that a type of this program has too. */
export interface SchemaOf<Facts> extends JsonSchema {
  readonly [facts]?: Facts;
}

type OptionalName<Facts> = {
  [Name in keyof Facts]-?: object extends Pick<Facts, Name> ? Name : never;
}[keyof Facts];

type Required<Facts> = {
  readonly [Name in Exclude<keyof Facts, OptionalName<Facts>>]: JsonSchema;
};
type Optional<Facts> = { readonly [Name in OptionalName<Facts>]: JsonSchema };

/**
 * Objects with exactly these fields. One that the type has and the schema has not, or the other
 * way round, or that is optional in one of them only, does not compile.
 */
export function objectOf<Facts>(
  required: Required<Facts>,
  ...[optional]: keyof Optional<Facts> extends never ? [] : [Optional<Facts>]
): SchemaOf<Facts> {
  return {
    type: 'object',
    additionalProperties: false,
    required: Object.keys(required),
    properties: { ...required, ...optional },
  };
}

/** A list of one kind of thing. */
export function listOf(items: JsonSchema, bounds: JsonSchema = {}): JsonSchema {
  return { type: 'array', items, ...bounds };
}

/** The thing, or null. */
export function orNull(schema: JsonSchema): JsonSchema {
  return { oneOf: [schema, { type: 'null' }] };
}

/** One of some words. */
export function oneOfWords(words: readonly string[]): JsonSchema {
  return { type: 'string', enum: words };
}

/** Text that is not empty. */
export function textOf(charactersMax?: number): JsonSchema {
  const shortest = { type: 'string', minLength: 1 };
  return charactersMax === undefined ? shortest : { ...shortest, maxLength: charactersMax };
}

/** Text of one form. */
export function textLike(pattern: string, description?: string): JsonSchema {
  const like = { type: 'string', pattern };
  return description === undefined ? like : { ...like, description };
}

/** A schema with a sentence that says what it is of. */
export function described<Facts>(
  schema: SchemaOf<Facts>,
  description: string,
): SchemaOf<Facts> {
  return { description, ...schema };
}
