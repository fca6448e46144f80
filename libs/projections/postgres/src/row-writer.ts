import {
  BuildMoved,
  type Build,
  type ChangeKind,
  type ChangeRun,
  type RowChanges,
  type SqlRow,
  type Table,
} from '@ledger/projections-port';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { arrayText } from './array-text.js';
import { bulkTables, copyRows, settle } from './bulk-table.js';
import { copyForm } from './copy-form.js';
import { isOfShape, rowFailure } from './driver-errors.js';
import { netChanges } from './net-changes.js';
import { RowCheck } from './row-check.js';
import { keepRows, putRows, removeRows, storedName } from './table-sql.js';

const STATEMENT_OF = { keep: keepRows, put: putRows, remove: removeRows } as const;
const KINDS = Object.keys(STATEMENT_OF) as readonly ChangeKind[];

/**
 * Carries out the row changes of one build: by COPY while there is nothing but rows to add to bulk
 * tables, else by a statement for each kind of change.
 *
 * It remembers how its tables were; one that has failed is thrown away.
 */
export class RowWriter {
  readonly #build: Build;
  #bulkTables: ReadonlySet<string> | undefined;

  constructor(build: Build) {
    this.#build = build;
  }

  /**
   * Part of a transaction that has moved the build.
   *
   * @throws {RowRefused} a row does not fit its table
   * @throws {BuildMoved} the tables are not what they were
   */
  async write(client: ClientBase, changes: RowChanges): Promise<void> {
    this.#bulkTables ??= await bulkTables(client);
    for (const [table, runs] of changes.byTable) {
      try {
        await this.#writeTable(client, table, runs);
      } catch (error) {
        const { projection, generation } = this.#build;
        if (isOfShape(error)) throw new BuildMoved(projection.name, generation);
        throw rowFailure(table.name, error);
      }
    }
  }

  async #writeTable(client: ClientBase, table: Table, runs: readonly ChangeRun[]): Promise<void> {
    if (this.#isBulk(table)) {
      if (runs.every(({ kind }) => kind === 'keep')) {
        const rows = runs.flatMap((run) => run.rows);
        return copy(client, copyRows(table, this.#build.generation), copyForm(table, rows));
      }
      await this.#settle(client, table);
    }
    for (const run of runs) checkRun(table, run);
    const net = netChanges(table, runs);
    for (const kind of KINDS) await this.#change(client, table, kind, net[kind]);
  }

  async #change(
    client: ClientBase,
    table: Table,
    kind: ChangeKind,
    rows: readonly SqlRow[],
  ): Promise<void> {
    if (rows.length === 0) return;
    const { generation } = this.#build;
    await client.query(
      STATEMENT_OF[kind](table, generation),
      columnsOf(table, kind).map((column) => arrayText(rows, column)),
    );
  }

  #isBulk({ name }: Table): boolean {
    return this.#bulkTables?.has(storedName(name, this.#build.generation)) ?? false;
  }

  /** What is to be replaced or taken away has to be found by its key. */
  async #settle(client: ClientBase, table: Table): Promise<void> {
    await settle(client, table, this.#build.generation);
    const others = new Set(this.#bulkTables);
    others.delete(storedName(table.name, this.#build.generation));
    this.#bulkTables = others;
  }
}

function columnsOf(table: Table, kind: ChangeKind): readonly string[] {
  return kind === 'remove' ? table.primaryKey : Object.keys(table.columns);
}

function checkRun(table: Table, { kind, rows }: ChangeRun): void {
  const columns = columnsOf(table, kind);
  const check = new RowCheck(table, columns);
  for (const row of rows) check.values(columns.map((column) => row[column]));
}

/** Sends chunks as fast as the server takes them. */
async function copy(client: ClientBase, text: string, chunks: Iterable<Buffer>): Promise<void> {
  await pipeline(Readable.from(chunks, { objectMode: true }), client.query(copyFrom(text)));
}
