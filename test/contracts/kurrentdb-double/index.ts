export * from './faults.js';
export * from './kurrentdb-double.js';
