import type { SqlRow, Table, TableOf } from './table.js';

/**
 * What happens to a row: `keep` adds it unless its primary key is there, `put` adds it or takes
 * the place of the one that is, `remove` takes the one with that primary key away, if there is one.
 * Doing any of them twice is doing it once.
 */
export type ChangeKind = 'keep' | 'put' | 'remove';

/** Neighbouring changes of one kind, in order, so that a store can carry them out together. */
export interface ChangeRun {
  readonly kind: ChangeKind;
  /** Whole rows; of a removal the primary key alone. */
  readonly rows: readonly SqlRow[];
}

/** The primary key's columns of a row, and perhaps others. */
export type KeyOf<Row> = Partial<Row>;

/** What a projection makes of some events: changes of its rows, in order within each table. */
export class RowChanges {
  readonly #runs = new Map<Table, { kind: ChangeKind; rows: SqlRow[] }[]>();

  /** Adds a row unless its primary key is there already: the first word stands. */
  keep<Row>(table: TableOf<Row>, row: Row): void {
    this.#add(table, 'keep', row as SqlRow);
  }

  /** Adds a row, or puts it in the place of the one with its primary key: the last word stands. */
  put<Row>(table: TableOf<Row>, row: Row): void {
    this.#add(table, 'put', row as SqlRow);
  }

  /** Takes away the row with that primary key, if there is one. */
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
