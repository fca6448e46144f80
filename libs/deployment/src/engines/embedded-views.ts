import { eventTableOf } from '@ledger/event-store-sqlite';
import { VIEW_TABLES, type ViewTables } from '@ledger/figures-read-models';
import {
  openSqliteViews,
  SqliteProjectionStore,
  type ViewsFileOptions,
} from '@ledger/projections-sqlite';
import type { Kysely } from 'kysely';

/** Log and views of a ledger in files. The views are read together with the log. */
interface LedgerFiles {
  readonly eventsFile: string;
  readonly viewsFile: string;
}

/**
 * Opens the views for reading.
 *
 * @param cache how much of them is kept in memory
 * @throws {ViewsShapeUnknown | ViewsUnavailable} also if there is no log
 */
export function openEmbeddedViews(
  { eventsFile, viewsFile }: LedgerFiles,
  cache: Pick<ViewsFileOptions, 'cacheKib'> = {},
): Kysely<ViewTables> {
  const log = eventTableOf(eventsFile);
  return openSqliteViews({ file: viewsFile, log, tables: VIEW_TABLES, ...cache });
}

/**
 * Opens the views for writing, or creates them.
 *
 * @throws {ViewsShapeUnknown | ViewsUnavailable}
 */
export function openEmbeddedStore({
  eventsFile,
  viewsFile,
}: LedgerFiles): SqliteProjectionStore {
  return SqliteProjectionStore.open({ file: viewsFile, log: eventTableOf(eventsFile) });
}
