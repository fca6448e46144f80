import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteProjectionStore } from './sqlite-projection-store.js';

/** Calls `use` with an empty store in a temporary folder, which is deleted afterwards. */
export async function withScratchStore<Result>(
  use: (scratch: SqliteProjectionStore) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-scratch-'));
  try {
    const scratch = SqliteProjectionStore.open({ file: join(folder, 'views.db') });
    try {
      return await use(scratch);
    } finally {
      await scratch.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
