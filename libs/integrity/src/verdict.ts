import type { LedgerVerification } from './ledger-verification.js';
import { areViewsSound } from './views/verify-views.js';

/** The gravest kind of finding of a verification, or that it found nothing. */
export type Verdict =
  | 'file-damaged'
  | 'log-damaged'
  | 'log-empty'
  | 'incomplete'
  | 'views-differ'
  | 'documents-differ'
  | 'read-otherwise'
  | 'foreign-events'
  | 'sound';

/**
 * The verdict of a verification. Of several findings the first of these applies:
 *
 * - `file-damaged`: the log's file is damaged as a database, or its guards were changed
 * - `log-damaged`: events of the log were changed, are missing or misplaced, seals do not fit,
 *   or the transparency log does not
 * - `log-empty`: the log holds no event at all
 * - `incomplete`: something could not be checked
 * - `views-differ`: the views differ from the log, and have to be rebuilt
 * - `documents-differ`: printed tokens do not agree with the documents
 * - `read-otherwise`: nothing is damaged, but today's rules read a number otherwise than the
 *   log does
 * - `foreign-events`: nothing is wrong, but others write to the log's streams
 * - `sound`: nothing was found
 */
export function verdictOf(found: LedgerVerification): Verdict {
  const { file, damages, notices, seals, transparencyLog, events } = found;
  const { incomplete, views, places, foreign } = found;
  if (file.length > 0) return 'file-damaged';
  if (damages.length + seals.differences.length + transparencyLog.differences.length > 0) {
    return 'log-damaged';
  }
  if (events === 0 && incomplete.length === 0) return 'log-empty';
  if (incomplete.length > 0) return 'incomplete';
  if (!areViewsSound(views)) return 'views-differ';
  if (places !== undefined && places.mismatches.length > 0) return 'documents-differ';
  if (notices.length > 0) return 'read-otherwise';
  return foreign.length > 0 ? 'foreign-events' : 'sound';
}
