export { said, scale, position, range, whole } from './option-values.js';
export { type Terminal, progressOn, say, sayJson, type Progress, tableOf } from './terminal.js';
