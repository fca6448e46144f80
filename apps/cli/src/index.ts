export type { CommandContext } from './commands/command.js';
export { rebuildCommand } from './commands/rebuild.js';
export { verifyCommand } from './commands/verify.js';
export { openLedger, type OpenLedger } from './open-ledger.js';
export { program } from './program.js';
export { RecordReading } from './verify/record-reading.js';
