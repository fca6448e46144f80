export * from './event-disclosure.js';
