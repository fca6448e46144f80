import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BuildRow, ProjectionStore, SqlValue, Table } from '@ledger/projections-port';
import { SqliteProjectionStore } from '@ledger/projections-sqlite';
import Database from 'better-sqlite3';
import {
  describeProjectionStore,
  type ProjectionStoreHarness,
} from './projection-store.contract.js';

describeProjectionStore('SqliteProjectionStore', async () => {
  return new SqliteHarness(await mkdtemp(join(tmpdir(), 'projection-store-')));
});

class SqliteHarness implements ProjectionStoreHarness {
  readonly #folder: string;
  readonly #file: string;
  readonly #opened: ProjectionStore[] = [];
  #fault: 'before' | 'behind' | undefined;

  constructor(folder: string) {
    this.#folder = folder;
    this.#file = join(folder, 'views.sqlite');
  }

  async open(): Promise<ProjectionStore> {
    const store = SqliteProjectionStore.open({
      file: this.#file,
      busyTimeoutMs: 0,
      commit: (commit) => this.#commit(commit),
    });
    this.#opened.push(store);
    return store;
  }

  async builds(): Promise<readonly BuildRow[]> {
    return this.#read((connection) =>
      connection.prepare<[], BuildRow>('SELECT * FROM projection_builds').all(),
    );
  }

  async seen({ name }: Table): Promise<readonly (readonly SqlValue[])[]> {
    return this.#read((connection) =>
      connection.prepare<[], SqlValue[]>(`SELECT * FROM ${name} ORDER BY 1`).raw().all(),
    );
  }

  async kept({ name }: Table): Promise<readonly string[]> {
    return this.#read((connection) =>
      connection
        .prepare<[string], string>('SELECT name FROM sqlite_schema WHERE tbl_name GLOB ?')
        .pluck()
        .all(`${name}*`),
    );
  }

  failNextCommit(): void {
    this.#fault = 'before';
  }

  loseNextAnswer(): void {
    this.#fault = 'behind';
  }

  async dispose(): Promise<void> {
    for (const store of this.#opened) await store.close();
    await rm(this.#folder, { recursive: true });
  }

  #commit(commit: () => void): void {
    const fault = this.#fault;
    this.#fault = undefined;
    if (fault !== 'before') commit();
    if (fault !== undefined) throw new Database.SqliteError('a planned fault', 'SQLITE_IOERR');
  }

  #read<Answer>(read: (connection: Database.Database) => Answer): Answer {
    const connection = new Database(this.#file, { readonly: true });
    try {
      return read(connection);
    } finally {
      connection.close();
    }
  }
}
