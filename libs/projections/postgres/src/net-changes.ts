import type { ChangeKind, ChangeRun, SqlRow, Table } from '@ledger/projections-port';

/** Net changes: no two of these rows have the same primary key. */
export type NetChanges = Readonly<Record<ChangeKind, readonly SqlRow[]>>;

interface NetChange {
  kind: ChangeKind;
  row: SqlRow;
}

/**
 * The net change of each row when changes are applied in order, so that each kind can be applied
 * at once, and in any order.
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

/** Merges two changes to one row into one. */
function follow(before: NetChange, kind: ChangeKind, row: SqlRow): void {
  // An existing or added row stays.
  if (kind === 'keep' && before.kind !== 'remove') return;
  // A removed row is known to be missing, whatever was there before.
  before.kind = kind === 'keep' ? 'put' : kind;
  before.row = row;
}

function keyOf({ primaryKey }: Table, row: SqlRow): string {
  const [only, ...others] = primaryKey;
  if (only !== undefined && others.length === 0) return String(row[only]);
  return JSON.stringify(primaryKey.map((column) => row[column]));
}
