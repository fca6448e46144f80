import {
  evolveOwnership,
  parsePublishedDate,
  registerOwnership,
  UnknownArea,
  UnknownPublisher,
  type OwnershipFacts,
  type OwnershipState,
} from '@ledger/figures-domain';
import type { Problems } from './capture-problem.js';
import { readTable, type SeedFile, type TableRow } from './csv-table.js';
import type { Registries } from './registries.js';

const COLUMNS = ['measures', 'area', 'source', 'owner', 'from', 'reason'] as const;
type OwnershipRow = TableRow<(typeof COLUMNS)[number]>;

/**
 * Reads who owns which part of the figures, in row order. A folder whose figures all belong to
 * the owners of their measures needs no such file.
 */
export function readOwnerships(
  file: SeedFile | undefined,
  known: Pick<Registries, 'publishers' | 'areas'>,
  problems: Problems,
): readonly OwnershipFacts[] {
  let state: OwnershipState = [];
  for (const row of file === undefined ? [] : readTable(file, COLUMNS, problems)) {
    const facts = factsOf(row, known, problems);
    if (facts === undefined) continue;
    const { reason: _reason, ...part } = facts;
    // A reason states why the ledger was wrong, so within one file each part has one row.
    const events = problems.attempt(row.place, () => registerOwnership(part, state)) ?? [];
    if (events.length > 0) state = evolveOwnership(state, { data: facts });
  }
  return state;
}

function factsOf(
  { place, cells }: OwnershipRow,
  { publishers, areas }: Pick<Registries, 'publishers' | 'areas'>,
  problems: Problems,
): OwnershipFacts | undefined {
  const { owner, area, from } = cells;
  const before = problems.found.length;
  if (!publishers.has(owner)) problems.refused(place, new UnknownPublisher(owner));
  if (area !== '' && !areas.has(area)) problems.refused(place, new UnknownArea(area));
  const date =
    from === '' ? undefined : problems.attempt(place, () => parsePublishedDate(from));
  if (problems.found.length > before) return undefined;
  return {
    owner,
    ...said('measures', cells),
    ...said('area', cells),
    ...said('source', cells),
    ...(date === undefined ? {} : { from: date }),
    ...said('reason', cells),
  };
}

function said<Name extends 'measures' | 'area' | 'source' | 'reason'>(
  name: Name,
  cells: OwnershipRow['cells'],
): Partial<Record<Name, string>> {
  return cells[name] === '' ? {} : ({ [name]: cells[name] } as Record<Name, string>);
}
