export * from './event-log-in-memory.js';
export * from './log-store-in-memory.js';
