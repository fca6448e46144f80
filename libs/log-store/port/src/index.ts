export * from './log-store.js';
export * from './log-store-errors.js';
export * from './stream-map-store.js';
