import type { SqlRow, Table, TableOf } from './table.js';

/**
 * What happens to a row: `keep` adds it unless its primary key exists, `put` adds or replaces
 * it, `remove` deletes the one with that primary key, if there is one. All of them are
 * idempotent.
 */
export type ChangeKind = 'keep' | 'put' | 'remove';

/** Consecutive changes of one kind, in order, so that a store can apply them together. */
export interface ChangeRun {
  readonly kind: ChangeKind;
  /** Whole rows; for `remove` the primary key alone. */
  readonly rows: readonly SqlRow[];
}

/** The primary key's columns of a row, and possibly others. */
export type KeyOf<Row> = Partial<Row>;

/** The row changes that a projection makes for some events, in order within each table. */
export class RowChanges {
  readonly #runs = new Map<Table, { kind: ChangeKind; rows: SqlRow[] }[]>();

  /** Adds a row unless its primary key exists already: the first one stays. */
  keep<Row>(table: TableOf<Row>, row: Row): void {
    this.#add(table, 'keep', row as SqlRow);
  }

  /** Adds a row, or replaces the one with its primary key: the last one stays. */
  put<Row>(table: TableOf<Row>, row: Row): void {
    this.#add(table, 'put', row as SqlRow);
  }

  /** Removes the row with that primary key, if there is one. */
  remove<Row>(table: TableOf<Row>, key: KeyOf<Row>): void {
    this.#add(table, 'remove', key as SqlRow);
  }

  /** The changes by table. Tables do not depend on each other, so their order means nothing. */
  get byTable(): ReadonlyMap<Table, readonly ChangeRun[]> {
    return this.#runs;
  }

  #add(table: Table, kind: ChangeKind, row: SqlRow): void {
    const runs = this.#runs.get(table);
    if (runs === undefined) {
      this.#runs.set(table, [{ kind, rows: [row] }]);
      return;
    }
    const last = runs.at(-1);
    if (last?.kind === kind) last.rows.push(row);
    else runs.push({ kind, rows: [row] });
  }
}
