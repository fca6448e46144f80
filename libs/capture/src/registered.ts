import type {
  AreaFacts,
  DefinedMeasure,
  KnownDimension,
  PublicationFacts,
  PublisherFacts,
  RegistryThing,
} from '@ledger/figures-domain';
import type { OwnRegistries } from './registries.js';
import type { RegisteredName, SeedsReading } from './seeds-plan.js';

/** What a ledger has registered of the names that a folder gives or relies on. */
export interface Registered {
  readonly publishers: ReadonlyMap<string, PublisherFacts>;
  readonly areas: ReadonlyMap<string, AreaFacts>;
  readonly dimensions: ReadonlyMap<string, KnownDimension>;
  readonly measures: ReadonlyMap<string, DefinedMeasure>;
  readonly publications: ReadonlyMap<string, PublicationFacts>;
}

/** The registries of an empty ledger. */
export const NOTHING_REGISTERED: Registered = {
  publishers: new Map(),
  areas: new Map(),
  dimensions: new Map(),
  measures: new Map(),
  publications: new Map(),
};

/** Looks up names; each function returns undefined for a name that is not registered. */
export interface RegistryLookup {
  publisher(id: string): Promise<PublisherFacts | undefined>;
  area(id: string): Promise<AreaFacts | undefined>;
  dimension(id: string): Promise<KnownDimension | undefined>;
  measure(code: string): Promise<DefinedMeasure | undefined>;
  publication(id: string): Promise<PublicationFacts | undefined>;
}

/** Names in the registries. */
export type Names = Readonly<Record<RegistryThing, ReadonlySet<string>>>;

/** The names that a folder registers itself, and those it uses without registering them. */
export function namesOf({ plan, problems, dimensionsNamed }: SeedsReading): Names {
  const unknown = (thing: RegistryThing) =>
    problems.flatMap((problem) =>
      problem.unknown?.thing === thing ? [problem.unknown.id] : [],
    );
  return {
    publisher: new Set([...plan.publishers.map(({ id }) => id), ...unknown('publisher')]),
    area: new Set([...plan.areas.map(({ id }) => id), ...unknown('area')]),
    dimension: new Set([
      ...plan.dimensions.map(({ id }) => id),
      ...dimensionsNamed,
      ...unknown('dimension'),
    ]),
    measure: new Set([...plan.measures.map(({ code }) => code), ...unknown('measure')]),
    publication: new Set([
      ...plan.publications.map(({ facts }) => facts.id),
      ...unknown('publication'),
    ]),
  };
}

/** The names that the ledger has and the folder does not register itself. */
export function foreignNames(
  { publishers, areas, dimensions, measures }: Registered,
  own: OwnRegistries,
): readonly RegisteredName[] {
  const foreign = (
    thing: RegistryThing,
    known: Iterable<string>,
    has: (id: string) => boolean,
  ) => [...known].filter((id) => !has(id)).map((id) => ({ thing, id }));
  return [
    ...foreign('publisher', publishers.keys(), (id) => own.publishers.has(id)),
    ...foreign('area', areas.keys(), (id) => own.areas.has(id)),
    ...foreign('dimension', dimensions.keys(), (id) => own.dimensions.has(id)),
    ...foreign('measure', measures.keys(), (code) => own.measures.has(code)),
  ];
}

/** Looks up names in the registries; those that are not registered are left out. */
export async function lookUp(names: Names, registry: RegistryLookup): Promise<Registered> {
  return {
    publishers: await found(names.publisher, (id) => registry.publisher(id)),
    areas: await found(names.area, (id) => registry.area(id)),
    dimensions: await found(names.dimension, (id) => registry.dimension(id)),
    measures: await found(names.measure, (code) => registry.measure(code)),
    publications: await found(names.publication, (id) => registry.publication(id)),
  };
}

const LOOKED_UP_TOGETHER = 64;

async function found<Facts>(
  ids: ReadonlySet<string>,
  of: (id: string) => Promise<Facts | undefined>,
): Promise<ReadonlyMap<string, Facts>> {
  const all = new Map<string, Facts>();
  const wanted = [...ids];
  for (let from = 0; from < wanted.length; from += LOOKED_UP_TOGETHER) {
    const some = wanted.slice(from, from + LOOKED_UP_TOGETHER);
    const facts = await Promise.all(some.map(of));
    some.forEach((id, i) => {
      const one = facts[i];
      if (one !== undefined) all.set(id, one);
    });
  }
  return all;
}
