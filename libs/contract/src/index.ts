export type { SameInJson } from './as-json.js';
export * from './cloud-event.js';
export * from './components.js';
export * from './events/event-facts.js';
export * from './formats.js';
export * from './messages.js';
export * from './report.js';
export * from './schema.js';
export * from './vocabulary.js';
