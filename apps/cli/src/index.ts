export type { CommandContext } from './context/command.js';
export { rebuildCommand } from './commands/rebuild.js';
export { verifyCommand } from './commands/verify.js';
export { openLedger, type OpenLedger } from './context/open-ledger.js';
export { program } from './program.js';
export { LogReading } from './verify/log-reading.js';
export { verifyTransparencyLog } from './verify/verify-log.js';
