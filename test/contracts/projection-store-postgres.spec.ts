import { beforeAll } from '@jest/globals';
import type { BuildRow, ProjectionStore, SqlValue, Table } from '@ledger/projections-port';
import { PostgresProjectionStore } from '@ledger/projections-postgres';
import { Client } from 'pg';
import { dropSchema, postgresUrl, uniqueSchema } from '../postgres.js';
import {
  describeProjectionStore,
  type ProjectionStoreHarness,
} from './projection-store.contract.js';

let url: string;

beforeAll(async () => {
  url = await postgresUrl();
}, 60_000);

describeProjectionStore('PostgresProjectionStore', async () => PostgresHarness.create(url));

class PostgresHarness implements ProjectionStoreHarness {
  readonly #url: string;
  readonly #schema = uniqueSchema();
  readonly #reader: Client;
  readonly #opened: ProjectionStore[] = [];
  #fault: 'before' | 'behind' | undefined;

  private constructor(url: string, reader: Client) {
    this.#url = url;
    this.#reader = reader;
  }

  static async create(url: string): Promise<PostgresHarness> {
    const reader = new Client(url);
    await reader.connect();
    const harness = new PostgresHarness(url, reader);
    await reader.query(`SET search_path = "${harness.#schema}"`);
    return harness;
  }

  async open(): Promise<ProjectionStore> {
    const store = PostgresProjectionStore.open({
      url: this.#url,
      schema: this.#schema,
      commit: (commit) => this.#commit(commit),
    });
    this.#opened.push(store);
    return store;
  }

  async builds(): Promise<readonly BuildRow[]> {
    const { rows } = await this.#reader.query<BuildRow>(
      'SELECT projection, generation::integer, version::integer, state, position::integer, ' +
        'event_id, recorded_at, fault FROM projection_builds ORDER BY generation',
    );
    return rows;
  }

  async seen({ name }: Table): Promise<readonly (readonly SqlValue[])[]> {
    const text = `SELECT * FROM ${name} ORDER BY 1`;
    const { rows } = await this.#reader.query<SqlValue[]>({ text, rowMode: 'array' });
    return rows.map((row) => row.map((value) => (isWhole(value) ? Number(value) : value)));
  }

  async kept({ name }: Table): Promise<readonly string[]> {
    const { rows } = await this.#reader.query<{ relname: string }>(
      'SELECT relname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace ' +
        'WHERE nspname = $1 AND starts_with(relname, $2)',
      [this.#schema, name],
    );
    return rows.map(({ relname }) => relname);
  }

  failNextCommit(): void {
    this.#fault = 'before';
  }

  loseNextAnswer(): void {
    this.#fault = 'behind';
  }

  async dispose(): Promise<void> {
    for (const store of this.#opened) await store.close();
    await this.#reader.end();
    await dropSchema(this.#url, this.#schema);
  }

  async #commit(commit: () => Promise<void>): Promise<void> {
    const fault = this.#fault;
    this.#fault = undefined;
    if (fault !== 'before') await commit();
    if (fault !== undefined) throw new Error('a planned fault');
  }
}

/** The driver returns integers as text; no text in the tests looks like one. */
function isWhole(value: SqlValue): boolean {
  return typeof value === 'string' && /^-?\d+$/.test(value);
}
