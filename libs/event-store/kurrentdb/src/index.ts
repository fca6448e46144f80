export type { Connect } from './connection.js';
export * from './kurrentdb-event-store.js';
export type { Limits } from './limits.js';
export * from './malformed-options.js';
