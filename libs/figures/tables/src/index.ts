export * from './figure-tables.js';
export * from './sdmx-csv.js';
export * from './tabular.js';
export * from './whole-table.js';
