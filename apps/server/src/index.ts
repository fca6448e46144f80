export * from './compose.js';
export * from './operations.js';
export * from './projector.js';
export * from './projector-thread.js';
export * from './seeding.js';
export * from './viewed-figures.js';
