import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ViewTables } from '@ledger/figures-read-models';
import type { ProjectionStore } from '@ledger/projections-port';
import { openPostgresViews, PostgresProjectionStore } from '@ledger/projections-postgres';
import { openSqliteViews, SqliteProjectionStore } from '@ledger/projections-sqlite';
import type { Kysely } from 'kysely';
import { dropSchema, postgresUrl, uniqueSchema } from './postgres.js';

/** A database for the views of one test. */
export interface ViewsDatabase {
  openStore(): ProjectionStore;
  openViews(): Kysely<ViewTables>;
  /** Forgets all that is in it; whatever was opened was closed. */
  drop(): Promise<void>;
}

/** Set to `postgres` by the project that runs the features on PostgreSQL. */
const CHOICE = 'VIEWS_DATABASE';

/** An empty database of the kind that this run is for. */
export async function createViewsDatabase(): Promise<ViewsDatabase> {
  return process.env[CHOICE] === 'postgres' ? postgresDatabase() : sqliteDatabase();
}

async function sqliteDatabase(): Promise<ViewsDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'views-database-'));
  const file = join(folder, 'views.sqlite');
  return {
    openStore: () => SqliteProjectionStore.open({ file }),
    openViews: () => openSqliteViews<ViewTables>({ file }),
    drop: () => rm(folder, { recursive: true }),
  };
}

async function postgresDatabase(): Promise<ViewsDatabase> {
  const url = await postgresUrl();
  const place = { url, schema: uniqueSchema() };
  return {
    openStore: () => PostgresProjectionStore.open(place),
    openViews: () => openPostgresViews<ViewTables>(place),
    drop: () => dropSchema(url, place.schema),
  };
}
