import type { Verification as Places } from '@ledger/capture';
import type { Damage, Notice } from '@ledger/figures-application';
import type { Verification as Views, VerifiedTable } from '@ledger/projections-port';
import type { ForeignEvent } from '@ledger/event-store-kurrentdb';
import type { ExitStatus } from '../context/command.js';
import type { LogVerification } from './verify-log.js';
import type { SealDifference } from './log-reading.js';

/** Everything that `ledger verify` found. Sound if every list is empty. */
export interface VerifyAnswer {
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
  readonly log: LogVerification;
  readonly views: Views;
  readonly places?: Places;
}

/**
 * The exit status of a verification, one for each kind of finding. Of several kinds the first
 * of these lines applies:
 *
 * - 4: the log's file is damaged as a database, or its guards were changed
 * - 1: events of the log were changed, are missing or misplaced, seals do not fit, or the
 *   transparency log does not
 * - 7: the log holds no event at all
 * - 2: something could not be checked
 * - 5: the views differ from the log: rebuild them
 * - 6: printed tokens do not agree with the documents
 * - 8: nothing is damaged, but today's rules read a number otherwise than the log does
 * - 3: nothing is wrong, but others write to the log's streams
 * - 0: sound
 */
export function statusOf(answer: VerifyAnswer): ExitStatus {
  const { file, damages, notices, seals, log, events } = answer;
  const { incomplete, views, places, foreign } = answer;
  if (file.length > 0) return 4;
  if (damages.length + seals.differences.length + log.differences.length > 0) return 1;
  if (events === 0 && incomplete.length === 0) return 7;
  if (incomplete.length > 0) return 2;
  if (!areSound(views)) return 5;
  if (places !== undefined && places.mismatches.length > 0) return 6;
  if (notices.length > 0) return 8;
  return foreign.length > 0 ? 3 : 0;
}

function areSound(views: Views): boolean {
  return views.damages.length === 0 && views.tables.every(isSame) && !endBeforeLog(views);
}

/** True if the views lack events that are in the log. */
export function endBeforeLog(views: Views): boolean {
  return endOf(views) < views.head;
}

/** The position that all views reflect. */
export function endOf({ head, tables }: Views): number {
  return Math.min(head, ...tables.map(({ position }) => position));
}

/** True if a table has the rows that follow from the log. */
export function isSame({ differing }: VerifiedTable): boolean {
  return differing === 0;
}
