export * from './projections/index.js';
export * from './queries/get-figure.js';
export { ViewReader } from './reading/view-reader.js';
