import type {
  ChangeKind,
  ChangeRun,
  RowChanges,
  SqlValue,
  Table,
} from '@ledger/projections-port';
import type { Database, Statement } from 'better-sqlite3';
import { rowFailure } from './driver-errors.js';
import { keepRow, putRow, removeRow } from './table-sql.js';

type Bound = readonly (SqlValue | undefined)[];

interface RowStatement {
  readonly columns: readonly string[];
  readonly statement: Statement<[Bound]>;
}

const STATEMENT_OF = { keep: keepRow, put: putRow, remove: removeRow } as const;

/** Applies the row changes of one build with prepared statements, one per row. */
export class RowWriter {
  readonly #connection: Database;
  readonly #generation: number;
  readonly #statements = new Map<Table, Partial<Record<ChangeKind, RowStatement>>>();

  constructor(connection: Database, generation: number) {
    this.#connection = connection;
    this.#generation = generation;
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
    const { columns, statement } = this.#statementFor(table, kind);
    const values: (SqlValue | undefined)[] = new Array(columns.length);
    for (const row of rows) {
      let at = 0;
      for (const column of columns) values[at++] = row[column];
      statement.run(values);
    }
  }

  #statementFor(table: Table, kind: ChangeKind): RowStatement {
    let known = this.#statements.get(table);
    if (known === undefined) this.#statements.set(table, (known = {}));
    return (known[kind] ??= {
      columns: kind === 'remove' ? table.primaryKey : Object.keys(table.columns),
      statement: this.#connection.prepare(STATEMENT_OF[kind](table, this.#generation)),
    });
  }
}
