import { once } from 'node:events';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SqliteEventStore } from '@ledger/event-store-sqlite';
import { FIGURE_PROJECTIONS } from '@ledger/figures-read-models';
import { rebuildProjections } from '@ledger/projections-port';
import { PostgresProjectionStore } from '@ledger/projections-postgres';
import { Client } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { medianOf, perSecond, type Measurement } from './measuring.js';
import type { LedgerToRebuild } from './rebuild-bench.js';

const RUNS = 3;
const RAW_SCHEMA = 'raw';

/** A table's rows as COPY wrote them. */
interface Dump {
  readonly table: string;
  readonly chunks: readonly Buffer[];
}

/**
 * All views built in PostgreSQL from the first event, with keys and indexes, held against COPY
 * putting the same rows, ready in its own text form, into tables that have neither. Skipped unless
 * `DATABASE_URL` names a database; leaves nothing behind in it.
 */
export async function benchPostgres(ledger: LedgerToRebuild): Promise<Measurement[]> {
  const url = process.env['DATABASE_URL'] ?? '';
  if (url === '') return [SKIPPED];
  const schema = `bench_${process.pid}_${Date.now()}`;
  const client = new Client(url);
  await client.connect();
  try {
    await client.query(`CREATE SCHEMA ${schema}_${RAW_SCHEMA}`);
    const rebuilt = await medianOf(RUNS, () => rebuildRate(ledger, url, schema));
    const dumps = await dumped(client, schema);
    const raw = await medianOf(RUNS, () => copyRate(client, schema, dumps, ledger.events));
    return measured(ledger.events, rebuilt, raw);
  } finally {
    await client.query(`DROP SCHEMA IF EXISTS ${schema}, ${schema}_${RAW_SCHEMA} CASCADE`);
    await client.end();
  }
}

const SKIPPED: Measurement = {
  name: 'rebuild into PostgreSQL: skipped, DATABASE_URL names no database',
  value: 0,
  unit: 'events/s',
  note: 'Set DATABASE_URL=postgresql://user:password@host:5432/database.',
};

function measured(events: number, rebuilt: number, raw: number): Measurement[] {
  return [
    {
      name: `raw limit: COPY of the rows of ${events} events into PostgreSQL`,
      value: raw,
      unit: 'events/s',
    },
    {
      name: `rebuild of all views in PostgreSQL from ${events} events`,
      value: rebuilt,
      unit: 'events/s',
      ratio: { of: 'raw COPY', value: rebuilt / raw, atLeast: 0.4 },
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

async function dumped(client: Client, schema: string): Promise<readonly Dump[]> {
  const dumps: Dump[] = [];
  for (const { name: table } of FIGURE_PROJECTIONS.flatMap(({ tables }) => tables)) {
    const rows = client.query(copyTo(`COPY (SELECT * FROM ${schema}.${table}) TO STDOUT`));
    const chunks: Buffer[] = [];
    rows.on('data', (chunk: Buffer) => chunks.push(chunk));
    await once(rows, 'end');
    dumps.push({ table, chunks: joined(chunks) });
  }
  return dumps;
}

const CHUNK_BYTES = 262_144;

/** In chunks of the size in which they are sent fastest. */
function joined(chunks: readonly Buffer[]): readonly Buffer[] {
  const whole = Buffer.concat(chunks);
  const count = Math.ceil(whole.length / CHUNK_BYTES);
  return Array.from({ length: count }, (_, i) =>
    whole.subarray(i * CHUNK_BYTES, (i + 1) * CHUNK_BYTES),
  );
}

async function copyRate(
  client: Client,
  schema: string,
  dumps: readonly Dump[],
  events: number,
): Promise<number> {
  const raw = (table: string) => `${schema}_${RAW_SCHEMA}.${table}`;
  for (const { table } of dumps) {
    await client.query(`DROP TABLE IF EXISTS ${raw(table)}`);
    await client.query(`CREATE TABLE ${raw(table)} (LIKE ${schema}.${table})`);
  }
  return perSecond(events, async () => {
    await client.query('BEGIN');
    for (const { table, chunks } of dumps) {
      const into = client.query(copyFrom(`COPY ${raw(table)} FROM STDIN`));
      await pipeline(Readable.from(chunks), into);
    }
    await client.query('COMMIT');
  });
}
