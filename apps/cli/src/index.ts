export type { CommandContext } from './context/command.js';
export { rebuildCommand } from './commands/rebuild.js';
export { verifyCommand } from './commands/verify.js';
export { openLedger, type OpenLedger } from './context/open-ledger.js';
export { program } from './program.js';
