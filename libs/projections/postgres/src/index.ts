export { checkPostgresViews } from './check-postgres-views.js';
export type { CommitStep } from './connections.js';
export { PostgresLease } from './postgres-lease.js';
export { PostgresProjectionStore } from './postgres-projection-store.js';
export type { PostgresProjectionStoreOptions } from './postgres-projection-store.js';
export { openPostgresViews } from './postgres-views.js';
export type { PostgresViewsOptions } from './postgres-views-options.js';
