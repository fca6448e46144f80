export * from './log-store.js';
export * from './log-store-errors.js';
