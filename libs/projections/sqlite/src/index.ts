export { isDamagedViews, ViewsFileDamaged } from './driver-errors.js';
export { SqliteProjectionStore } from './sqlite-projection-store.js';
export type { CommitStep, SqliteProjectionStoreOptions } from './sqlite-projection-store.js';
export { sqliteSnapshots } from './sqlite-snapshots.js';
export { openSqliteViews } from './sqlite-views.js';
export type { LogFile } from './log-file.js';
export type { ViewsFileOptions } from './views-file.js';
export { withScratchStore } from './with-scratch-store.js';
