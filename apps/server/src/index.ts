export * from './compose.js';
export * from './projector.js';
