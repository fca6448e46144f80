import {
  AlreadyRegistered,
  isCode,
  isWord,
  MalformedName,
  UnknownArea,
  type AreaFacts,
  type PublisherFacts,
} from '@ledger/figures-domain';
import type { Problems } from './capture-problem.js';
import { readTable, type SeedFile, type TableRow } from './csv-table.js';
import { readMeasures, type Measures } from './read-measures.js';
import { nameOf, REGISTRY_FILES } from './seed-files.js';

/** The registries of a seeds folder, by the names that sheets call their entries by. */
export interface Registries extends Measures {
  readonly publishers: ReadonlyMap<string, PublisherFacts>;
  /** Parents before children. */
  readonly areas: ReadonlyMap<string, AreaFacts>;
}

type Entry<Column extends string, Facts> = {
  readonly row: TableRow<Column>;
  readonly facts: Facts;
};

/** Reads the three registries, and finds what is missing or contradicts itself. */
export function readRegistries(files: readonly SeedFile[], problems: Problems): Registries {
  const [publisherFile, areaFile, measureFile] = REGISTRY_FILES.map((name) => {
    const found = files.find((file) => nameOf(file) === name);
    if (found === undefined) {
      problems.add({ file: name }, 'missing-file', 'A seeds folder needs this registry.');
    }
    return found;
  });
  const publishers = publisherFile
    ? readPublishers(publisherFile, problems)
    : new Map<string, never>();
  const areas = areaFile ? readAreas(areaFile, problems) : new Map<string, never>();
  const measures = readMeasures(measureFile, publishers, problems);
  return { publishers, areas, ...measures };
}

function readPublishers(
  file: SeedFile,
  problems: Problems,
): ReadonlyMap<string, PublisherFacts> {
  const publishers = new Map<string, PublisherFacts>();
  for (const { place, cells } of readTable(file, ['id', 'title', 'kind'] as const, problems)) {
    if (!isWord(cells.id)) problems.refused(place, new MalformedName('publisher', cells.id));
    else if (publishers.has(cells.id)) {
      problems.refused(place, new AlreadyRegistered('publisher', cells.id));
    } else publishers.set(cells.id, { ...cells });
  }
  return publishers;
}

const AREA_COLUMNS = ['id', 'title', 'kind', 'parent'] as const;
type AreaEntry = Entry<(typeof AREA_COLUMNS)[number], AreaFacts>;

function readAreas(file: SeedFile, problems: Problems): ReadonlyMap<string, AreaFacts> {
  const entries = new Map<string, AreaEntry>();
  for (const row of readTable(file, AREA_COLUMNS, problems)) {
    const { place, cells } = row;
    const { id, title, kind, parent } = cells;
    if (!isCode(id)) problems.refused(place, new MalformedName('area', id));
    else if (entries.has(id)) problems.refused(place, new AlreadyRegistered('area', id));
    else entries.set(id, { row, facts: { id, title, kind, ...(parent ? { parent } : {}) } });
  }
  return parentsFirst(entries, problems);
}

function parentsFirst(
  entries: ReadonlyMap<string, AreaEntry>,
  problems: Problems,
): ReadonlyMap<string, AreaFacts> {
  const ordered = new Map<string, AreaFacts>();
  for (const start of entries.values()) {
    const line: AreaEntry[] = [];
    for (
      let entry: AreaEntry | undefined = start;
      entry !== undefined && !ordered.has(entry.facts.id);
      entry = parentOf(entry, entries, problems)
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

function parentOf(
  { facts: { parent }, row }: AreaEntry,
  entries: ReadonlyMap<string, AreaEntry>,
  problems: Problems,
): AreaEntry | undefined {
  if (parent === undefined) return undefined;
  const found = entries.get(parent);
  if (found === undefined) problems.refused(row.place, new UnknownArea(parent));
  return found;
}
