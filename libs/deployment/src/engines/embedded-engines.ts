import { dirname, join } from 'node:path';
import { SqliteEventStore } from '@ledger/event-store-sqlite';
import { SqliteProjectionStore } from '@ledger/projections-sqlite';
import { openEmbeddedViews } from './embedded-views.js';
import type { Engines } from './engines.js';
import { guardedTime } from './guarded-time.js';
import type { EmbeddedSettings } from '../settings/settings.js';

/**
 * Opens log and views as files in one folder.
 *
 * @throws {StoreShapeUnknown | ViewsShapeUnknown | StoreUnavailable | ViewsUnavailable}
 */
export function openEmbedded(settings: EmbeddedSettings): Engines {
  const { eventsFile, viewsFile } = settings;
  // A file of its own: another thread writes the views, and anybody may delete them.
  const checkpointsFile = join(dirname(viewsFile), 'bridge.db');
  const followedFile = join(dirname(viewsFile), 'findings.db');
  return {
    eventStore: SqliteEventStore.open({ file: eventsFile, time: guardedTime(settings) }),
    views: openEmbeddedViews(settings),
    openCheckpoints: () => SqliteProjectionStore.open({ file: checkpointsFile }),
    openFollowed: () => SqliteProjectionStore.open({ file: followedFile }),
  };
}
