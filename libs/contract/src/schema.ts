import Type, { type Static, type TObject, type TOptional, type TSchema } from 'typebox';

/** What a schema says beside its rule. */
export interface Notes {
  readonly description?: string;
  readonly default?: unknown;
  readonly [keyword: string]: unknown;
}

/** Schemas of fields by name. */
export type Fields = Readonly<Record<string, TSchema>>;

/** A schema of values of a type. */
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
  const mayMiss = Object.entries(optional ?? {}).map(([name, schema]) => [
    name,
    sameAs(schema, Type.Optional(schema)),
  ]);
  const properties = { ...required, ...Object.fromEntries(mayMiss) };
  return Type.Object(properties, { additionalProperties: false }) as unknown as Both<
    Required,
    Optional
  >;
}

/** A list of one kind of thing. */
export function listOf<Item extends TSchema>(
  items: Item,
  bounds: Notes = {},
): SchemaOf<readonly Static<Item>[]> {
  return Type.Unsafe({ type: 'array', items, ...bounds });
}

/** Objects whose fields have names that nobody can foresee. */
export function mapOf<Value extends TSchema>(
  values: Value,
  bounds: Notes = {},
): SchemaOf<Readonly<Record<string, Static<Value>>>> & { readonly type: 'object' } {
  const schema = { type: 'object', additionalProperties: values, ...bounds };
  return schema as unknown as ReturnType<typeof mapOf<Value>>;
}

/**
 * The thing, or null: in the one form that generators of clients read. Of a choice between a
 * schema and null (`anyOf`) most make an object without fields, or code that does not compile.
 */
export function orNull<Value extends TSchema & { readonly type: string }>(
  schema: Value,
): SchemaOf<Static<Value> | null> {
  return Type.Unsafe({ ...schema, type: [schema.type, 'null'] });
}

/** One of some words. */
export function oneOf<const Words extends readonly string[]>(
  words: Words,
): SchemaOf<Words[number]> & { readonly type: 'string' } {
  return textual<Words[number]>({ enum: words });
}

/** This one text. */
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

/** A text of one form, which the program may know by a type of its own. */
export function textLike<Value extends string = string>(
  pattern: string,
  description?: string,
): SchemaOf<Value> & { readonly type: 'string' } {
  return textual<Value>({ pattern, ...(description === undefined ? {} : { description }) });
}

/** A text under any rule that JSON Schema has for texts. */
export function textual<Value extends string = string>(
  rule: Notes,
): SchemaOf<Value> & { readonly type: 'string' } {
  const schema = { type: 'string', ...rule };
  return schema as unknown as SchemaOf<Value> & { readonly type: 'string' };
}

/** What a schema was before something was noted on it. */
const NOTED = new WeakMap<TSchema, TSchema>();

/** The schema with more said about it; what it is called elsewhere it is called here too. */
export function noted<Noted extends TSchema>(schema: Noted, notes: Notes): Noted {
  return sameAs(schema, { ...schema, ...notes });
}

function sameAs<Copy extends TSchema>(schema: TSchema, copy: Copy): Copy {
  NOTED.set(copy, unnoted(schema));
  return copy;
}

/** The schema with a sentence that says what it is of. */
export function described<Noted extends TSchema>(
  schema: Noted,
  description: string,
): Noted & { readonly description: string } {
  return noted(schema, { description }) as Noted & { readonly description: string };
}

/** The schema before anything was {@link noted} on it. */
export function unnoted(schema: TSchema): TSchema {
  return NOTED.get(schema) ?? schema;
}
