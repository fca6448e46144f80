import type {
  Build,
  ChangeKind,
  ChangeRun,
  RowChanges,
  SqlValue,
  Table,
} from '@ledger/projections-port';
import type { Database, Statement } from 'better-sqlite3';
import { rowFailure } from './driver-errors.js';
import { Labels } from './labels.js';
import { isLabel, keepRow, putRow, removeRow, selectKept } from './table-sql.js';

type Bound = readonly (SqlValue | undefined)[];

interface RowStatement {
  readonly columns: readonly string[];
  /** Which of the columns are labels. */
  readonly labels: readonly number[];
  readonly statement: Statement<[Bound]>;
}

const STATEMENT_OF = { keep: keepRow, put: putRow, remove: removeRow } as const;

/**
 * Applies the row changes of one build with prepared statements, one per row. A writer whose
 * transaction was rolled back is discarded: it remembers labels that were not kept.
 */
export class RowWriter {
  readonly #connection: Database;
  readonly #generation: number;
  readonly #labels: Labels;
  readonly #statements = new Map<Table, Partial<Record<ChangeKind, RowStatement>>>();

  constructor(connection: Database, { projection, generation }: Build) {
    this.#connection = connection;
    this.#generation = generation;
    this.#labels = new Labels(connection, projection, generation);
  }

  /**
   * @throws {RowRefused} a row does not fit its table
   * @throws {ViewsUnavailable} the file cannot be written
   */
  write(changes: RowChanges): void {
    for (const [table, runs] of changes.byTable) {
      try {
        for (const run of runs) this.#writeRun(table, run);
      } catch (error) {
        throw rowFailure(table.name, error);
      }
    }
  }

  #writeRun(table: Table, { kind, rows }: ChangeRun): void {
    const { columns, labels, statement } = this.#statementFor(table, kind);
    const values = new Array<SqlValue | undefined>(columns.length);
    for (const row of rows) {
      let at = 0;
      for (const column of columns) values[at++] = row[column];
      for (const label of labels) values[label] = this.#labelled(values[label]);
      statement.run(values);
    }
  }

  #labelled(value: SqlValue | undefined): SqlValue {
    if (typeof value === 'string') return this.#labels.numberOf(value);
    if (value === null) return null;
    throw new TypeError(`a label cannot be ${String(value)}`);
  }

  #statementFor(table: Table, kind: ChangeKind): RowStatement {
    let known = this.#statements.get(table);
    if (known === undefined) this.#statements.set(table, (known = {}));
    return (known[kind] ??= this.#prepared(table, kind));
  }

  #prepared(table: Table, kind: ChangeKind): RowStatement {
    const columns = kind === 'remove' ? table.primaryKey : this.#keptColumns(table);
    return {
      columns,
      labels: columns.flatMap((column, at) => (isLabel(table.columns[column]) ? [at] : [])),
      statement: this.#connection.prepare(STATEMENT_OF[kind](table, this.#generation, columns)),
    };
  }

  /** The file may be without the event column, and without no other. */
  #keptColumns(table: Table): readonly string[] {
    const kept = this.#connection
      .prepare<[], string>(selectKept(table, this.#generation))
      .pluck()
      .all();
    return Object.keys(table.columns).filter(
      (column) => column !== table.eventColumn || kept.includes(column),
    );
  }
}
