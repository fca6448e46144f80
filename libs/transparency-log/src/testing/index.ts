export * from './event-log-in-memory.js';
export * from './log-store-in-memory.js';
export * from './stream-map-in-memory.js';
export * from './witness-in-memory.js';
