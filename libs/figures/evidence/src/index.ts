export * from './check-pack.js';
export * from './event-disclosure.js';
export * from './evidence-errors.js';
export * from './make-pack.js';
