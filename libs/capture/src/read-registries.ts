import {
  isCode,
  isWord,
  MalformedName,
  refuseOtherFacts,
  UnknownArea,
  type AreaFacts,
  type PublisherFacts,
  type RegistryThing,
} from '@ledger/figures-domain';
import { givenTwice, type Problems, type SeedLocation } from './capture-problem.js';
import { readTable, type SeedFile, type TableRow } from './csv-table.js';
import { joined, readDimensions } from './read-dimensions.js';
import { readMeasures } from './read-measures.js';
import { readOwnerships } from './read-ownerships.js';
import { NOTHING_REGISTERED, type Registered } from './registered.js';
import type { OwnRegistries, Registries } from './registries.js';
import { DIMENSION_FILE, nameOf, OWNERSHIP_FILE, REGISTRY_FILES } from './seed-files.js';

type Entry<Column extends string, Facts> = {
  readonly row: TableRow<Column>;
  readonly facts: Facts;
};

/**
 * Reads the registries, and reports what is missing or contradicts itself or the ledger.
 *
 * @param registered what the ledger has of the names in question; undefined if there is no
 *   ledger, and the folder has to register everything itself
 */
export function readRegistries(
  files: readonly SeedFile[],
  problems: Problems,
  registered?: Registered,
): Registries {
  const [publisherFile, areaFile, measureFile] = REGISTRY_FILES.map((name) => {
    const found = files.find((file) => nameOf(file) === name);
    if (found === undefined && registered === undefined) {
      problems.add({ file: name }, 'missing-file', 'A seeds folder needs this registry.');
    }
    return found;
  });
  const publishers = publisherFile
    ? readPublishers(publisherFile, problems)
    : new Map<string, never>();
  const known = registered ?? NOTHING_REGISTERED;
  const areas = areaFile
    ? readAreas(areaFile, known.areas, problems)
    : new Map<string, AreaFacts>();
  const dimensionFile = files.find((file) => nameOf(file) === DIMENSION_FILE);
  const dimensions = readDimensions(dimensionFile, known.dimensions, problems);
  const allPublishers = new Map([...known.publishers, ...publishers]);
  const context = { publishers: allPublishers, registered: known.measures };
  const measures = readMeasures(measureFile, context, problems);
  const allAreas = new Map([...known.areas, ...areas]);
  const ownershipFile = files.find((file) => nameOf(file) === OWNERSHIP_FILE);
  const owned = { publishers: allPublishers, areas: allAreas };
  const ownerships = readOwnerships(ownershipFile, owned, problems);
  const own = { publishers, areas, dimensions, ownerships, ...measures };
  refuseOthers(own, known, problems);
  return {
    own,
    publications: known.publications,
    publishers: allPublishers,
    areas: allAreas,
    dimensions: joined(dimensions, known.dimensions),
    measures: new Map([...known.measures, ...measures.measures]),
  };
}

/** If the ledger has registered a name with other facts, nothing of the folder can be imported. */
function refuseOthers(own: OwnRegistries, known: Registered, problems: Problems): void {
  const [publisherFile, areaFile, measureFile] = REGISTRY_FILES;
  for (const [id, facts] of own.publishers) {
    refuseOther({ file: publisherFile }, ['publisher', id], known.publishers.get(id), facts);
  }
  for (const [id, facts] of own.areas) {
    refuseOther({ file: areaFile }, ['area', id], known.areas.get(id), facts);
  }
  for (const [code, { versions: _own, ...facts }] of own.measures) {
    const { versions: _known, ...others } = known.measures.get(code) ?? { versions: [] };
    const registered = known.measures.has(code) ? others : undefined;
    refuseOther({ file: measureFile }, ['measure', code], registered, facts);
  }

  function refuseOther(
    place: SeedLocation,
    [thing, id]: readonly [RegistryThing, string],
    registered: object | undefined,
    facts: object,
  ): void {
    if (registered === undefined) return;
    problems.attempt(place, () => refuseOtherFacts(thing, id, registered, facts));
  }
}

function readPublishers(
  file: SeedFile,
  problems: Problems,
): ReadonlyMap<string, PublisherFacts> {
  const publishers = new Map<string, PublisherFacts>();
  for (const { place, cells } of readTable(file, ['id', 'title', 'kind'] as const, problems)) {
    if (!isWord(cells.id)) problems.refused(place, new MalformedName('publisher', cells.id));
    else if (publishers.has(cells.id)) {
      problems.add(place, 'duplicate-id', givenTwice(cells.id));
    } else publishers.set(cells.id, { ...cells });
  }
  return publishers;
}

const AREA_COLUMNS = ['id', 'title', 'kind', 'parent'] as const;
type AreaEntry = Entry<(typeof AREA_COLUMNS)[number], AreaFacts>;

function readAreas(
  file: SeedFile,
  registered: ReadonlyMap<string, AreaFacts>,
  problems: Problems,
): ReadonlyMap<string, AreaFacts> {
  const entries = new Map<string, AreaEntry>();
  for (const row of readTable(file, AREA_COLUMNS, problems)) {
    const { place, cells } = row;
    const { id, title, kind, parent } = cells;
    if (!isCode(id)) problems.refused(place, new MalformedName('area', id));
    else if (entries.has(id)) problems.add(place, 'duplicate-id', givenTwice(id));
    else entries.set(id, { row, facts: { id, title, kind, ...(parent ? { parent } : {}) } });
  }
  return parentsFirst(entries, registered, problems);
}

function parentsFirst(
  entries: ReadonlyMap<string, AreaEntry>,
  registered: ReadonlyMap<string, AreaFacts>,
  problems: Problems,
): ReadonlyMap<string, AreaFacts> {
  const ordered = new Map<string, AreaFacts>();
  for (const start of entries.values()) {
    const line: AreaEntry[] = [];
    for (
      let entry: AreaEntry | undefined = start;
      entry !== undefined && !ordered.has(entry.facts.id);
      entry = parentOf(entry, { entries, registered }, problems)
    ) {
      if (line.includes(entry)) {
        const message = `The area "${entry.facts.id}" is its own ancestor.`;
        problems.add(entry.row.place, 'area-circle', message);
        break;
      }
      line.unshift(entry);
    }
    for (const { facts } of line) ordered.set(facts.id, facts);
  }
  return ordered;
}

interface KnownAreas {
  readonly entries: ReadonlyMap<string, AreaEntry>;
  readonly registered: ReadonlyMap<string, AreaFacts>;
}

function parentOf(
  { facts: { parent }, row }: AreaEntry,
  { entries, registered }: KnownAreas,
  problems: Problems,
): AreaEntry | undefined {
  if (parent === undefined) return undefined;
  const found = entries.get(parent);
  if (found === undefined && !registered.has(parent))
    problems.refused(row.place, new UnknownArea(parent));
  return found;
}
