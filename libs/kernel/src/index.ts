export * from './canonical-json.js';
export * from './decimal.js';
export * from './digest.js';
export * from './instant.js';
export * from './json-shape.js';
export * from './ledger-error.js';
export * from './recorded-event.js';
export * from './text.js';
