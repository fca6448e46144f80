import { canonicalJson, type Json } from '@ledger/kernel';
import { AlreadyRegistered, type RegistryThing } from './registry-refusals.js';

/** Equal facts have equal canonical bytes. */
export function sameFacts(left: object, right: object): boolean {
  return canonicalJson(left as Json) === canonicalJson(right as Json);
}

/** The names of the facts that one has otherwise than the other, or not at all; sorted. */
export function differingFacts(left: object, right: object): readonly string[] {
  const [a, b] = [new Map(Object.entries(left)), new Map(Object.entries(right))];
  return [...new Set([...a.keys(), ...b.keys()])]
    .filter((name) => !sameFacts([a.get(name) ?? null], [b.get(name) ?? null]))
    .sort();
}

/**
 * Refuses to register a thing again with other facts.
 *
 * @throws {AlreadyRegistered} with the names of the facts that differ, if any do
 */
export function refuseOtherFacts(
  thing: RegistryThing | 'member',
  id: string,
  known: object,
  facts: object,
): void {
  const fields = differingFacts(known, facts);
  if (fields.length > 0) throw new AlreadyRegistered(thing, id, fields);
}
