import type { LedgerPlace } from '@ledger/deployment';
import type { Terminal } from '@ledger/terminal';

/** What every command receives besides its own options. */
export interface CommandContext {
  readonly terminal: Terminal;
  /**
   * Where the ledger is: the folder given, or what the environment names.
   *
   * @throws {MalformedSettings}
   */
  readonly place: () => LedgerPlace;
  /** Results as JSON instead of text. */
  readonly json: boolean;
}

/**
 * 0: done and sound; 1: done, and something was found wrong; 2: could not be done. `verify`
 * distinguishes more kinds of findings, from 3 on.
 */
export type ExitStatus = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** Runs a command with the global options that precede it. */
export type Run = (act: (context: CommandContext) => Promise<ExitStatus>) => Promise<void>;
