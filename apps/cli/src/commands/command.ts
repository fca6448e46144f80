import type { Terminal } from '../terminal.js';

/** What every command is given beside its own options. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** Folder of the embedded ledger. */
  readonly dataFolder: string;
  /** Results as JSON instead of text. */
  readonly json: boolean;
}

/** 0: done and sound; 1: done, and something was found wrong; 2: could not be done. */
export type ExitStatus = 0 | 1 | 2;
