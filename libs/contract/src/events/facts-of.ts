import type { DomainEvent } from '@ledger/kernel';
import type { Static, TSchema } from 'typebox';
import type { Differs, Same } from '../same-type.js';

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
