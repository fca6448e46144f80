import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ViewTables } from '@ledger/figures-read-models';
import type { ProjectionStore } from '@ledger/projections-port';
import { openPostgresViews, PostgresProjectionStore } from '@ledger/projections-postgres';
import { openSqliteViews, SqliteProjectionStore } from '@ledger/projections-sqlite';
import type { Kysely } from 'kysely';
import { dropSchema, postgresUrl, uniqueSchema } from './postgres.js';

/** A database for the views of one ledger. */
export interface ViewsDatabase {
  openStore(): ProjectionStore;
  openViews(): Kysely<ViewTables>;
  /** Deletes its contents; everything that was opened was closed. */
  drop(): Promise<void>;
}

/** Views in a file that a test can inspect directly. */
export interface ViewsFile extends ViewsDatabase {
  readonly file: string;
}

declare global {
  /** Set by the project that runs the features on PostgreSQL. */
  var VIEWS_DATABASE: 'postgres' | undefined;
}

/** An empty database of the kind that this run tests. */
export async function createViewsDatabase(): Promise<ViewsDatabase> {
  return globalThis.VIEWS_DATABASE === 'postgres' ? createPostgresSchema() : createViewsFile();
}

/** An empty SQLite file, whatever this run tests. */
export async function createViewsFile(): Promise<ViewsFile> {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-views-'));
  const file = join(folder, 'views.db');
  return {
    file,
    openStore: () => SqliteProjectionStore.open({ file }),
    openViews: () => openSqliteViews<ViewTables>({ file }),
    drop: () => rm(folder, { recursive: true }),
  };
}

async function createPostgresSchema(): Promise<ViewsDatabase> {
  const url = await postgresUrl();
  const place = { url, schema: uniqueSchema() };
  return {
    openStore: () => PostgresProjectionStore.open(place),
    openViews: () => openPostgresViews<ViewTables>(place),
    drop: () => dropSchema(url, place.schema),
  };
}
