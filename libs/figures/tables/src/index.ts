export * from './change-table.js';
export * from './figure-tables.js';
export * from './finding-table.js';
export * from './sdmx-csv.js';
export * from './tables.js';
export * from './tabular.js';
export * from './whole-table.js';
