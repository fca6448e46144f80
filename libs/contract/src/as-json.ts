import type { Differs, Same } from './same-type.js';

type Scalar = string | number | boolean | null | undefined;

/**
 * A branded text is any text in JSON, and a record of names that may be any text may be empty; one
 * of several words stays one of them, while schemas do not list numbers.
 */
type ScalarAsJson<Value> = Value extends string
  ? Record<never, never> extends Record<Value, unknown>
    ? string
    : Value
  : Value extends number
    ? number
    : Value;

type ListAsJson<List> = List extends readonly (infer Item)[] ? readonly AsJson<Item>[] : never;

/** The values of a field in those objects of a union that have it. */
type ValueOf<Objects, Name> = Objects extends unknown
  ? Name extends keyof Objects
    ? Exclude<Objects[Name], undefined>
    : never
  : never;

type NameOf<Objects> = Objects extends unknown ? keyof Objects : never;

/** The fields that every object of a union has. */
type CommonName<Objects> = {
  [Name in keyof Objects]-?: Record<never, never> extends Pick<Objects, Name> ? never : Name;
}[keyof Objects];

type ObjectAsJson<Objects> = [Objects] extends [never]
  ? never
  : { readonly [Name in CommonName<Objects>]: AsJson<ValueOf<Objects, Name>> } & {
      readonly [Name in Exclude<NameOf<Objects>, CommonName<Objects>>]?: AsJson<
        ValueOf<Objects, Name>
      >;
    };

/**
 * A type as its values are in JSON, where brands are lost. Objects of a union become one object, as
 * in schemas: client generators lose a choice between several.
 */
type AsJson<Value> =
  | ScalarAsJson<Extract<Value, Scalar>>
  | ListAsJson<Extract<Value, readonly unknown[]>>
  | ObjectAsJson<Exclude<Value, Scalar | readonly unknown[]>>;

/** `unknown` if both have the same values in JSON; else what differs, for the compiler to show. */
export type SameInJson<Described, Value> =
  Same<AsJson<Described>, AsJson<Value>> extends true
    ? unknown
    : Differs<AsJson<Described>, AsJson<Value>>;
