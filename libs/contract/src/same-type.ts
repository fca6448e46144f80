import type { Static, TSchema } from 'typebox';

/** The type with intersections merged and every field readonly. */
type Plain<Value> = Value extends string | number | boolean | null | undefined
  ? Value
  : { readonly [Name in keyof Value]: Plain<Value[Name]> };

/** True if two types allow the same values. */
export type Same<A, B> =
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- compares them
  (<T>() => T extends Plain<A> ? 1 : 2) extends <T>() => T extends Plain<B> ? 1 : 2
    ? true
    : false;

/** What the compiler shows where a schema and a type differ. */
export interface Differs<Schema, Value> {
  readonly onlyInSchema: Exclude<keyof Schema, keyof Value>;
  readonly onlyInType: Exclude<keyof Value, keyof Schema>;
  readonly schema: Plain<Schema>;
  readonly type: Plain<Value>;
}

/** Gives back a schema of exactly these values; any other does not compile. */
export function schemaFor<Value>() {
  return <Schema extends TSchema>(
    schema: Same<Static<Schema>, Value> extends true ? Schema : Differs<Static<Schema>, Value>,
  ): Schema => schema as Schema;
}
