import type { Vocabulary } from './printed-figure.js';

/** Of each area, its sub-areas in sets of one kind. */
export function divisionsOf({ areas }: Vocabulary): ReadonlyMap<string, readonly string[][]> {
  const kinds = new Map<string, Map<string, string[]>>();
  for (const { id, kind, parent } of areas.values()) {
    if (parent === undefined) continue;
    const ofParent = kinds.get(parent) ?? new Map<string, string[]>();
    ofParent.set(kind, [...(ofParent.get(kind) ?? []), id]);
    kinds.set(parent, ofParent);
  }
  return new Map(
    [...kinds].map(([parent, ofKind]) => [
      parent,
      [...ofKind.values()].filter((areas) => areas.length > 1),
    ]),
  );
}
