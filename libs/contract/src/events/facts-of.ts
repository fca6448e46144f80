import type { DomainEvent } from '@ledger/kernel';
import type { Static, TSchema } from 'typebox';

/** The type with intersections merged and every field readonly. */
type Plain<Value> = Value extends string | number | boolean | null | undefined
  ? Value
  : { readonly [Name in keyof Value]: Plain<Value[Name]> };

/** True if two types allow the same values. */
type Same<A, B> =
  (<T>() => T extends Plain<A> ? 1 : 2) extends <T>() => T extends Plain<B> ? 1 : 2
    ? true
    : false;

/** What the compiler shows where a schema and the type of the facts differ. */
interface Differs<Schema, Facts> {
  readonly onlyInSchema: Exclude<keyof Schema, keyof Facts>;
  readonly onlyInType: Exclude<keyof Facts, keyof Schema>;
  readonly schema: Plain<Schema>;
  readonly type: Plain<Facts>;
}

type Checked<Event extends DomainEvent, Schemas extends Readonly<Record<string, TSchema>>> = {
  readonly [Type in keyof Schemas]: Type extends Event['type']
    ? Same<Static<Schemas[Type]>, Extract<Event, { readonly type: Type }>['data']> extends true
      ? Schemas[Type]
      : Differs<Static<Schemas[Type]>, Extract<Event, { readonly type: Type }>['data']>
    : never;
};

/**
 * The schemas of the facts of some events. An event without a schema, a schema without an event,
 * and a field that differs between the two are compile errors.
 */
export function factsOf<Event extends DomainEvent>() {
  return <const Schemas extends Readonly<Record<Event['type'], TSchema>>>(
    schemas: Schemas & Checked<Event, Schemas>,
  ): Schemas => schemas;
}
