export * from './check-tail.js';
export * from './compare-log.js';
export * from './follow-log.js';
export * from './log-errors.js';
export * from './log-identity.js';
export * from './log-proofs.js';
export * from './log-writer.js';
export * from './stored-log.js';
