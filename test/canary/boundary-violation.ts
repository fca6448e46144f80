/**
 * Breaks three rules on purpose: a domain may import neither an adapter nor an npm package, and
 * nobody a file behind another project's index. The test run lints this file by itself and fails
 * unless all are reported, because the boundary rule passes everything when it has no project
 * graph.
 */
export { SqliteEventStore } from '@ledger/event-store-sqlite';
export { default as Database } from 'better-sqlite3';
export { rebuildCommand } from '../../apps/cli/src/commands/rebuild.js';
