import type { EventFacts, SameInJson } from '@ledger/contract';
import type { LedgerEvent } from '@ledger/figures-domain';

/** The facts of an event that a body holds, those in `Otherwise` with the types that it has. */
type FactsInBody<
  Type extends LedgerEvent['type'],
  InAddress extends string,
  Otherwise extends object,
> = Omit<EventFacts<Type>, InAddress | keyof Otherwise> & Otherwise;

/** Decorates classes that have exactly these fields. */
type BodyDecorator<Fields> = <Dto extends object>(
  body: (new () => Dto) & SameInJson<Fields, Dto>,
) => void;

/**
 * Declares that a body holds the facts of the event it leads to. A class that lacks a field, has
 * another one, or has one with another type does not compile.
 *
 * `InAddress` names the facts that are in the address or follow from it; `Otherwise` gives the
 * fields that bodies write otherwise than events.
 */
export function EventBody<
  Type extends LedgerEvent['type'],
  InAddress extends string = never,
  Otherwise extends object = Record<never, never>,
>(): BodyDecorator<FactsInBody<Type, InAddress, Otherwise>> {
  return () => undefined;
}
