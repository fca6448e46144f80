export * from './append-bounds.js';
export * from './clock-guard.js';
export * from './commit-signal.js';
export * from './event-store.js';
export * from './event-store-errors.js';
export * from './follow-by-reading.js';
export type { ForeignEvent } from './foreign-event.js';
export * from './recorded-time.js';
