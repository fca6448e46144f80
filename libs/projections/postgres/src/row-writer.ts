import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  BuildMoved,
  type Build,
  type ChangeKind,
  type ChangeRun,
  type RowChanges,
  type SqlRow,
  type Table,
} from '@ledger/projections-port';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { arrayText } from './array-text.js';
import { bulkTables, copyRows } from './bulk-table.js';
import type { Connections } from './connections.js';
import { copyForm } from './copy-form.js';
import { hasShape, rowFailure } from './driver-errors.js';
import { keyBulkTables } from './finishing.js';
import { netChanges } from './net-changes.js';
import { RowCheck } from './row-check.js';
import { keepRows, putRows, removeRows, storedName } from './table-sql.js';

const STATEMENT_OF = { keep: keepRows, put: putRows, remove: removeRows } as const;
const KINDS = Object.keys(STATEMENT_OF) as readonly ChangeKind[];

/**
 * Applies the row changes of one build: by COPY while rows are only added to bulk tables, else
 * with a statement for each kind of change.
 *
 * It remembers which tables are bulk tables; a writer that has failed is discarded.
 */
export class RowWriter {
  readonly #connections: Connections;
  readonly #build: Build;
  #bulkTables: ReadonlySet<string> | undefined;

  constructor(connections: Connections, build: Build) {
    this.#connections = connections;
    this.#build = build;
  }

  /**
   * Prepares the tables for changes. Replacing or removing a row needs its key, so the tables in
   * question are settled first. Not part of a transaction: a large table takes time, and its
   * contents stay the same.
   *
   * @throws {BuildMoved} the tables are gone
   * @throws {ViewsUnavailable}
   */
  async prepare(changes: RowChanges): Promise<void> {
    this.#bulkTables ??= await this.#connections.use(bulkTables);
    const searched = [...changes.byTable]
      .filter(([table, runs]) => this.#isBulk(table) && !isAddingOnly(runs))
      .map(([table]) => table);
    if (searched.length === 0) return;
    await keyBulkTables(this.#connections, this.#build, searched);
    this.#bulkTables = await this.#connections.use(bulkTables);
  }

  /**
   * Applies the prepared changes, as part of a transaction that has moved the build.
   *
   * @throws {RowRefused} a row does not fit its table
   * @throws {BuildMoved} the tables have changed
   */
  async write(client: ClientBase, changes: RowChanges): Promise<void> {
    for (const [table, runs] of changes.byTable) {
      try {
        if (this.#isBulk(table)) await this.#add(client, table, runs);
        else await this.#change(client, table, runs);
      } catch (error) {
        const { projection, generation } = this.#build;
        if (hasShape(error)) throw new BuildMoved(projection.name, generation);
        throw rowFailure(table.name, error);
      }
    }
  }

  async #add(client: ClientBase, table: Table, runs: readonly ChangeRun[]): Promise<void> {
    const chunks = copyForm(
      table,
      runs.flatMap(({ rows }) => rows),
    );
    const into = client.query(copyFrom(copyRows(table, this.#build.generation)));
    await pipeline(Readable.from(chunks), into);
  }

  async #change(client: ClientBase, table: Table, runs: readonly ChangeRun[]): Promise<void> {
    for (const run of runs) checkRun(table, run);
    const net = netChanges(table, runs);
    for (const kind of KINDS) {
      if (net[kind].length === 0) continue;
      const statement = STATEMENT_OF[kind](table, this.#build.generation);
      await client.query(statement, arraysOf(net[kind], columnsOf(table, kind)));
    }
  }

  #isBulk({ name }: Table): boolean {
    return this.#bulkTables?.has(storedName(name, this.#build.generation)) ?? false;
  }
}

function isAddingOnly(runs: readonly ChangeRun[]): boolean {
  return runs.every(({ kind }) => kind === 'keep');
}

function checkRun(table: Table, { kind, rows }: ChangeRun): void {
  const columns = columnsOf(table, kind);
  const check = new RowCheck(table, columns);
  for (const row of rows) check.values(columns.map((column) => row[column]));
}

function arraysOf(rows: readonly SqlRow[], columns: readonly string[]): string[] {
  return columns.map((column) => arrayText(rows, column));
}

function columnsOf(table: Table, kind: ChangeKind): readonly string[] {
  return kind === 'remove' ? table.primaryKey : Object.keys(table.columns);
}
