import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SqliteEventStore } from '@ledger/event-store-sqlite';
import { FIGURE_PROJECTIONS } from '@ledger/figures-read-models';
import { rebuildProjections, type Table } from '@ledger/projections-port';
import { PostgresProjectionStore } from '@ledger/projections-postgres';
import { Client } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { medianOf, perSecond, type Measurement } from './measuring.js';
import type { LedgerToRebuild } from './rebuild-bench.js';

const RUNS = 3;
const CHUNK_BYTES = 65_536;

/**
 * A rebuild of all views in PostgreSQL, compared with COPY of the same rows, prepared in its
 * text format, into tables that get the same keys and indexes. The time for the rows alone,
 * without keys and indexes, is reported as well. Skipped unless `DATABASE_URL` names a
 * database; leaves nothing behind in it.
 */
export async function benchPostgres(ledger: LedgerToRebuild): Promise<Measurement[]> {
  const url = process.env['DATABASE_URL'] ?? '';
  if (url === '') return [SKIPPED];
  const { events } = ledger;
  const schema = `bench_${process.pid}_${Date.now()}`;
  const client = new Client(url);
  await client.connect();
  try {
    const rebuilt = await medianOf(RUNS, () => rebuildRate(ledger, url, schema));
    const raw = new RawCopy(client, schema);
    await raw.prepare();
    const bare = await medianOf(RUNS, () => raw.rate(events, 'bare'));
    const indexed = await medianOf(RUNS, () => raw.rate(events, 'indexed'));
    return measured(events, { rebuilt, bare, indexed });
  } finally {
    await client.query(`DROP SCHEMA IF EXISTS ${schema}, ${schema}_raw CASCADE`);
    await client.end();
  }
}

const SKIPPED: Measurement = {
  name: 'rebuild into PostgreSQL: skipped, DATABASE_URL names no database',
  value: 0,
  unit: 'events/s',
  note: 'Set DATABASE_URL=postgresql://user:password@host:5432/database.',
};

function measured(
  events: number,
  { rebuilt, bare, indexed }: Readonly<Record<'rebuilt' | 'bare' | 'indexed', number>>,
): Measurement[] {
  const unit = 'events/s';
  return [
    { name: `raw COPY into PostgreSQL of the rows of ${events} events`, value: bare, unit },
    {
      name: 'raw COPY of the same rows, and their keys and indexes',
      value: indexed,
      unit,
      ratio: { of: 'raw COPY', value: indexed / bare },
    },
    {
      name: 'rebuild of all views in PostgreSQL from the same events',
      value: rebuilt,
      unit,
      ratio: { of: 'raw COPY with indexes', value: rebuilt / indexed, atLeast: 0.4 },
    },
  ];
}

async function rebuildRate(
  { folder, events }: LedgerToRebuild,
  url: string,
  schema: string,
): Promise<number> {
  const eventStore = SqliteEventStore.open({ file: join(folder, 'ledger.db'), readonly: true });
  const store = PostgresProjectionStore.open({ url, schema });
  try {
    return await perSecond(events, async () => {
      await rebuildProjections({ eventStore, store, projections: FIGURE_PROJECTIONS });
    });
  } finally {
    await store.close();
    await eventStore.close();
  }
}

/** Measures how long PostgreSQL takes for the rows of the views when nothing else is done. */
class RawCopy {
  readonly #client: Client;
  readonly #schema: string;
  readonly #dumps = new Map<Table, readonly Buffer[]>();

  /** @param schema of the views; the tables get a schema of their own beside it */
  constructor(client: Client, schema: string) {
    this.#client = client;
    this.#schema = schema;
  }

  /** Holds the rows in COPY's text format. */
  async prepare(): Promise<void> {
    await this.#client.query(`CREATE SCHEMA ${this.#schema}_raw`);
    for (const table of FIGURE_PROJECTIONS.flatMap(({ tables }) => tables)) {
      const rows = `COPY (SELECT * FROM ${this.#schema}.${table.name}) TO STDOUT`;
      const chunks: Buffer[] = [];
      for await (const chunk of this.#client.query(copyTo(rows))) chunks.push(chunk as Buffer);
      this.#dumps.set(table, inChunks(Buffer.concat(chunks)));
    }
  }

  async rate(events: number, kind: 'bare' | 'indexed'): Promise<number> {
    for (const { name } of this.#dumps.keys()) {
      const raw = `${this.#schema}_raw.${name}`;
      await this.#client.query(`DROP TABLE IF EXISTS ${raw}`);
      await this.#client.query(`CREATE TABLE ${raw} (LIKE ${this.#schema}.${name})`);
    }
    return perSecond(events, async () => {
      await this.#client.query('BEGIN');
      for (const [table, chunks] of this.#dumps) await this.#copy(table, chunks);
      if (kind === 'indexed') for (const table of this.#dumps.keys()) await this.#index(table);
      await this.#client.query('COMMIT');
    });
  }

  async #copy({ name }: Table, chunks: readonly Buffer[]): Promise<void> {
    const into = this.#client.query(copyFrom(`COPY ${this.#schema}_raw.${name} FROM STDIN`));
    await pipeline(Readable.from(chunks), into);
  }

  async #index({ name, primaryKey, indexes }: Table): Promise<void> {
    const table = `${this.#schema}_raw.${name}`;
    await this.#client.query(`ALTER TABLE ${table} ADD PRIMARY KEY (${primaryKey.join(', ')})`);
    for (const { columns, include } of indexes) {
      const included = include.length === 0 ? '' : ` INCLUDE (${include.join(', ')})`;
      await this.#client.query(`CREATE INDEX ON ${table} (${columns.join(', ')})${included}`);
    }
  }
}

/** In chunks of a size that is sent fast. */
function inChunks(whole: Buffer): readonly Buffer[] {
  const count = Math.ceil(whole.length / CHUNK_BYTES);
  return Array.from({ length: count }, (_, i) =>
    whole.subarray(i * CHUNK_BYTES, (i + 1) * CHUNK_BYTES),
  );
}
