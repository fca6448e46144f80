import type { Vocabulary } from '@ledger/findings';
import type { Instant } from '@ledger/kernel';
import type { RegistryKind } from '../projections/index.js';
import { ALL_NAMES } from './name-range.js';
import { registeredThings, type RegisteredThing } from './registry-pages.js';
import { publicationAt } from './publication-at.js';
import { areaAt, dimensionFactsAt, measureAt } from './registries-at.js';
import type { ViewReader } from './view-reader.js';

/** The registries that the rules look things up in, as the ledger knew them by then. */
export async function vocabularyAt(
  reader: ViewReader,
  recordedBy: Instant,
): Promise<Vocabulary> {
  const all = <Thing>(kind: RegistryKind, fold: (thing: RegisteredThing) => Thing | null) =>
    registryAt(reader, kind, recordedBy, fold);
  return {
    measures: await all('measure', ({ id, events }) => measureAt(id, events, recordedBy)),
    areas: await all('area', ({ events }) => areaAt(events, recordedBy)),
    dimensions: await all('dimension', ({ events }) => dimensionFactsAt(events, recordedBy)),
    publications: await all(
      'publication',
      ({ id, events }) => publicationAt(id, events, recordedBy).facts,
    ),
  };
}

async function registryAt<Thing>(
  reader: ViewReader,
  kind: RegistryKind,
  recordedBy: Instant,
  fold: (thing: RegisteredThing) => Thing | null,
): Promise<ReadonlyMap<string, Thing>> {
  const part = { range: ALL_NAMES, after: '', recordedMs: Date.parse(recordedBy) };
  const things = new Map<string, Thing>();
  for await (const thing of registeredThings(reader, kind, part)) {
    const folded = fold(thing);
    if (folded !== null) things.set(thing.id, folded);
  }
  return things;
}
