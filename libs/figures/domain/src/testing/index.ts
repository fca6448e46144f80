export * from './examples.js';
export * from './figure-event-examples.js';
export * from './scenario.js';
