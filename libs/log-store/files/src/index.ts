export * from './file-log-store.js';
export * from './file-stream-map-store.js';
