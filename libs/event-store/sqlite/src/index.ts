export * from './sqlite-event-store.js';
export type { CommitStep } from './group-commit.js';
export { eventTableOf } from './event-file.js';
export type { EventFileOptions, EventRows } from './event-file.js';
export { isDamagedFile } from './driver-errors.js';
export { whileAlone } from './while-alone.js';
