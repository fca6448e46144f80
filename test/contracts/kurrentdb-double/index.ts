export * from './faults.js';
export * from './kurrentdb-double.js';
export type { ServerNode } from './server-node.js';
export type { ExpectedState, LogRecord } from './transaction-log.js';
