import { dirname, join } from 'node:path';
import { SqliteEventStore } from '@ledger/event-store-sqlite';
import type { ViewTables } from '@ledger/figures-read-models';
import { openSqliteViews, SqliteProjectionStore } from '@ledger/projections-sqlite';
import type { Engines } from './engines.js';
import { guardedTime } from './guarded-time.js';
import type { EmbeddedSettings } from '../settings/settings.js';

/**
 * Opens record and views in files of one folder.
 *
 * @throws {StoreShapeUnknown | ViewsShapeUnknown | StoreUnavailable | ViewsUnavailable}
 */
export function openEmbedded(settings: EmbeddedSettings): Engines {
  const { eventsFile, viewsFile } = settings;
  // Apart from the views, which another thread writes and anybody may delete.
  const checkpointsFile = join(dirname(viewsFile), 'bridge.db');
  return {
    eventStore: SqliteEventStore.open({ file: eventsFile, time: guardedTime(settings) }),
    views: openSqliteViews<ViewTables>({ file: viewsFile }),
    openCheckpoints: () => SqliteProjectionStore.open({ file: checkpointsFile }),
  };
}
