export * from './tree-in-memory.js';
