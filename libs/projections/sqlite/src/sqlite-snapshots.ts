import { existsSync } from 'node:fs';
import { ProjectionNotBuilt, type ProjectionStore } from '@ledger/projections-port';
import { SqliteSnapshot } from './sqlite-snapshot.js';
import { openAsItIs, type ViewsFileOptions } from './views-file.js';

/** Snapshots of views in an existing file, read-only: no file is created or changed. */
export function sqliteSnapshots(options: ViewsFileOptions): Pick<ProjectionStore, 'snapshot'> {
  return {
    snapshot: async (projection) => {
      const { name, version } = projection;
      if (!existsSync(options.file)) throw new ProjectionNotBuilt(name, version);
      return SqliteSnapshot.take(openAsItIs(options, projection.tables), projection);
    },
  };
}
