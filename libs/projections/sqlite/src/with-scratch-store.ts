import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { SqliteProjectionStore } from './sqlite-projection-store.js';
import { openSqliteViews } from './sqlite-views.js';

/**
 * Calls `use` with an empty store in a temporary folder, and with its views for reading. Both are
 * deleted afterwards.
 *
 * @typeParam Views the rows of each table by its name
 */
export async function withScratchStore<Result, Views>(
  use: (scratch: SqliteProjectionStore, views: Kysely<Views>) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-scratch-'));
  const file = join(folder, 'views.db');
  try {
    const scratch = SqliteProjectionStore.open({ file });
    const views = openSqliteViews<Views>({ file });
    try {
      return await use(scratch, views);
    } finally {
      await views.destroy();
      await scratch.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
