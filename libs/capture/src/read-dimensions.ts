import {
  registerDimension,
  type DimensionFacts,
  type KnownDimension,
  type MemberFacts,
} from '@ledger/figures-domain';
import { givenTwice, type Problems } from './capture-problem.js';
import { readTable, type SeedFile, type TableRow } from './csv-table.js';

const COLUMNS = ['dimension', 'member', 'title'] as const;
type DimensionRow = TableRow<(typeof COLUMNS)[number]>;

/**
 * Reads the registry of dimensions: a row without a member gives a dimension its title, and
 * each of its members has a row. A folder whose figures have no breakdowns needs none.
 *
 * @param registered the ledger's dimensions, whose members need not be repeated
 */
export function readDimensions(
  file: SeedFile | undefined,
  registered: ReadonlyMap<string, KnownDimension>,
  problems: Problems,
): ReadonlyMap<string, DimensionFacts> {
  const rows = file === undefined ? [] : readTable(file, COLUMNS, problems);
  const heads = headsOf(rows, problems);
  const members = membersOf(rows, heads, problems);
  const dimensions = new Map<string, DimensionFacts>();
  for (const [id, { place, cells }] of heads) {
    const facts = { id, title: cells.title, members: members.get(id) ?? [] };
    const event = problems.attempt(place, () => registerDimension(facts, registered.get(id)));
    if (event !== undefined) dimensions.set(id, facts);
  }
  return dimensions;
}

/** The dimensions that sheets may use: the folder's, merged by id with the ledger's. */
export function joined(
  own: ReadonlyMap<string, DimensionFacts>,
  registered: ReadonlyMap<string, KnownDimension>,
): ReadonlyMap<string, KnownDimension> {
  const all = new Map(registered);
  for (const [id, { title, members }] of own) {
    const added = members.map((member) => [member.id, member.title] as const);
    all.set(id, { id, title, members: new Map([...(all.get(id)?.members ?? []), ...added]) });
  }
  return all;
}

function headsOf(
  rows: readonly DimensionRow[],
  problems: Problems,
): ReadonlyMap<string, DimensionRow> {
  const heads = new Map<string, DimensionRow>();
  for (const row of rows.filter(({ cells }) => cells.member === '')) {
    const { dimension } = row.cells;
    if (heads.has(dimension)) problems.add(row.place, 'duplicate-id', givenTwice(dimension));
    else heads.set(dimension, row);
  }
  return heads;
}

function membersOf(
  rows: readonly DimensionRow[],
  heads: ReadonlyMap<string, DimensionRow>,
  problems: Problems,
): ReadonlyMap<string, readonly MemberFacts[]> {
  const members = new Map<string, MemberFacts[]>();
  for (const { place, cells } of rows.filter((row) => row.cells.member !== '')) {
    const { dimension, member: id, title } = cells;
    if (!heads.has(dimension)) {
      const message = `Give "${dimension}" a row of its own, without a member, for its title.`;
      problems.add(place, 'dimension-without-title', message);
      continue;
    }
    const known = members.get(dimension) ?? [];
    if (known.some((one) => one.id === id)) {
      problems.add(place, 'duplicate-id', givenTwice(`${dimension}=${id}`));
    } else members.set(dimension, [...known, { id, title }]);
  }
  return members;
}
