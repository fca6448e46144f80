import type { Verification as Places } from '@ledger/capture';
import { BEGINNING, type ForeignEvent } from '@ledger/event-store-port';
import type { Damage, Notice } from './log/check-log.js';
import type { SealDifference } from './log/log-reading.js';
import type { LogVerification } from './transparency/verify-transparency-log.js';
import type { ViewsVerification } from './views/verify-views.js';

/** Everything that a verification found. Sound if every list is empty. */
export interface LedgerVerification {
  readonly events: number;
  /** What is wrong with the log's file as a database; empty if the log is not a file. */
  readonly file: readonly string[];
  readonly damages: readonly Damage[];
  /** Printed texts that today's rules read otherwise than the log does; this is not damage. */
  readonly notices: readonly Notice[];
  /** What could not be checked, and why. */
  readonly incomplete: readonly string[];
  /** Foreign events in the log's streams: skipped, and not damage. */
  readonly foreign: readonly ForeignEvent[];
  readonly seals: { readonly checked: number; readonly differences: readonly SealDifference[] };
  /** The transparency log, computed again from the event log. */
  readonly transparencyLog: LogVerification;
  readonly views: ViewsVerification;
  readonly places?: Places;
}

/** Views of which nothing was read. */
export const NO_VIEWS: ViewsVerification = { head: BEGINNING, tables: [], damages: [] };

/** A verification that has not read anything. */
export const NOTHING_READ: LedgerVerification = {
  events: 0,
  file: [],
  damages: [],
  notices: [],
  incomplete: [],
  foreign: [],
  seals: { checked: 0, differences: [] },
  transparencyLog: { differences: [], isKept: false },
  views: NO_VIEWS,
};

/** The verification of a log whose file cannot be opened at all. */
export function unopenedLog(damage: string): LedgerVerification {
  return { ...NOTHING_READ, file: [damage] };
}
