import type { ChangeKind, ChangeRun, SqlRow, Table } from '@ledger/projections-port';

/** What changes come to: none of these rows has the primary key of another. */
export type NetChanges = Readonly<Record<ChangeKind, readonly SqlRow[]>>;

interface NetChange {
  kind: ChangeKind;
  row: SqlRow;
}

/**
 * What becomes of each row when changes are carried out in their order, so that each kind can be
 * carried out at once, and in any order.
 */
export function netChanges(table: Table, runs: readonly ChangeRun[]): NetChanges {
  const byKey = new Map<string, NetChange>();
  for (const { kind, rows } of runs) {
    for (const row of rows) {
      const key = keyOf(table, row);
      const before = byKey.get(key);
      if (before === undefined) byKey.set(key, { kind, row });
      else follow(before, kind, row);
    }
  }
  const net: Record<ChangeKind, SqlRow[]> = { keep: [], put: [], remove: [] };
  for (const { kind, row } of byKey.values()) net[kind].push(row);
  return net;
}

/** Makes of two changes to one row the one that comes to the same. */
function follow(before: NetChange, kind: ChangeKind, row: SqlRow): void {
  // A row that was there or has been added stays.
  if (kind === 'keep' && before.kind !== 'remove') return;
  // Of a row that was taken away it is known that it is not there, whatever was there before.
  before.kind = kind === 'keep' ? 'put' : kind;
  before.row = row;
}

function keyOf({ primaryKey }: Table, row: SqlRow): string {
  const [only, ...others] = primaryKey;
  if (only !== undefined && others.length === 0) return String(row[only]);
  return JSON.stringify(primaryKey.map((column) => row[column]));
}
