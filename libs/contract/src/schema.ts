import Type, { type Static, type TObject, type TOptional, type TSchema } from 'typebox';

/** Annotations of a schema. */
export interface Notes {
  readonly description?: string;
  readonly default?: unknown;
  readonly [keyword: string]: unknown;
}

/** Schemas of fields by name. */
export type Fields = Readonly<Record<string, TSchema>>;

/** A schema for values of a type. */
export type SchemaOf<Value> = TSchema & { readonly '~unsafe': Value };

type Both<Required extends Fields, Optional extends Fields> = TObject<
  { -readonly [Name in keyof Required]: Required[Name] } & {
    -readonly [Name in keyof Optional]: TOptional<Optional[Name]>;
  }
>;

/** An object with exactly these fields. */
export function object<Required extends Fields, Optional extends Fields = Record<never, never>>(
  required: Required,
  optional?: Optional,
): Both<Required, Optional> {
  const mayMiss = Object.entries(optional ?? {}).map(([name, schema]) => {
    return [name, sameAs(schema, Type.Optional(schema))] as const;
  });
  const properties = { ...required, ...Object.fromEntries(mayMiss) };
  return Type.Object(properties, { additionalProperties: false }) as unknown as Both<
    Required,
    Optional
  >;
}

/** The names of an object's fields. */
export function namesIn<const Named extends Fields>({
  properties,
}: TObject<Named>): readonly (keyof Named)[] {
  return Object.keys(properties);
}

/** A list of one kind of thing. */
export function listOf<Item extends TSchema>(
  items: Item,
  bounds: Notes = {},
): SchemaOf<readonly Static<Item>[]> & { readonly type: 'array' } {
  const schema = { type: 'array', items, ...bounds };
  return schema as unknown as ReturnType<typeof listOf<Item>>;
}

/** An object with arbitrary field names. */
export function mapOf<Value extends TSchema>(
  values: Value,
  bounds: Notes = {},
): SchemaOf<Readonly<Record<string, Static<Value>>>> & { readonly type: 'object' } {
  const schema = { type: 'object', additionalProperties: values, ...bounds };
  return schema as unknown as ReturnType<typeof mapOf<Value>>;
}

/**
 * The schema or null, in the one form that client generators support. From `anyOf` with null
 * most generate an object without fields, or code that does not compile.
 */
export function orNull<Value extends TSchema & { readonly type: string }>(
  schema: Value,
): SchemaOf<Static<Value> | null> {
  return Type.Unsafe({ ...schema, type: [schema.type, 'null'] });
}

/** The schema of a text that is one of these words. */
export function enumOf<const Words extends readonly string[]>(
  words: Words,
): SchemaOf<Words[number]> & { readonly type: 'string' } {
  return textual<Words[number]>({ enum: words });
}

/** Exactly this text. */
export function constant<const Value extends string>(
  value: Value,
): SchemaOf<Value> & { readonly type: 'string' } {
  return textual<Value>({ const: value });
}

/** A text of at least one character. */
export function textOf(charactersMax?: number): SchemaOf<string> & { readonly type: 'string' } {
  const longest = charactersMax === undefined ? {} : { maxLength: charactersMax };
  return textual({ minLength: 1, ...longest });
}

/** A text that matches a pattern; the program may use a branded type for it. */
export function textLike<Value extends string = string>(
  pattern: string,
  description?: string,
): SchemaOf<Value> & { readonly type: 'string' } {
  return textual<Value>({ pattern, ...(description === undefined ? {} : { description }) });
}

/** A text with any string keywords of JSON Schema. */
export function textual<Value extends string = string>(
  rule: Notes,
): SchemaOf<Value> & { readonly type: 'string' } {
  const schema = { type: 'string', ...rule };
  return schema as unknown as SchemaOf<Value> & { readonly type: 'string' };
}

/** Each annotated schema's original. */
const NOTED = new WeakMap<TSchema, TSchema>();

/** The schema with annotations; it keeps its name. */
export function noted<Noted extends TSchema>(schema: Noted, notes: Notes): Noted {
  return sameAs(schema, { ...schema, ...notes });
}

function sameAs<Copy extends TSchema>(schema: TSchema, copy: Copy): Copy {
  NOTED.set(copy, withoutNotes(schema));
  return copy;
}

/** The schema with a description. */
export function described<Noted extends TSchema>(
  schema: Noted,
  description: string,
): Noted & { readonly description: string } {
  return noted(schema, { description }) as Noted & { readonly description: string };
}

/** The schema without its annotations (see {@link noted}). */
export function withoutNotes(schema: TSchema): TSchema {
  return NOTED.get(schema) ?? schema;
}
