import { FIGURE_PROJECTIONS, type ViewTables } from '@ledger/figures-read-models';
import { isLedgerError } from '@ledger/kernel';
import { doublingBackOff, pause } from '@ledger/projections-port';
import type { Kysely } from 'kysely';
import type { LogWatermark } from './log-watermark.js';

/** How long a start waits for views and record that may answer at once. */
const AT_ONCE_MS = 500;

/**
 * Compares the record with what the views have seen of it: once, at once if both answer, and else
 * when they do.
 *
 * @param onFault receives what is missing of the record, if anything is
 */
export async function compareWithViews(
  mark: LogWatermark,
  views: Kysely<ViewTables>,
  signal: AbortSignal,
  onFault: (fault: string) => void = () => undefined,
): Promise<void> {
  const compared = new AbortController();
  const comparing = compare(mark, views, signal)
    .then((fault) => fault === undefined || onFault(fault))
    .finally(() => compared.abort());
  await Promise.race([comparing, pause(AT_ONCE_MS, compared.signal)]);
}

async function compare(
  mark: LogWatermark,
  views: Kysely<ViewTables>,
  signal: AbortSignal,
): Promise<string | undefined> {
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      const last = await lastSeen(views);
      if (last !== undefined) mark.expect({ position: last.position, eventId: last.event_id });
      return await mark.fault();
    } catch (error) {
      if (!isLedgerError(error)) throw error;
      // Readiness says what cannot be reached.
      await pause(doublingBackOff(failures), signal);
    }
  }
  return undefined;
}

/** The event furthest on that any view reflects. */
async function lastSeen(views: Kysely<ViewTables>) {
  return views
    .selectFrom('projection_builds')
    .select(['position', 'event_id'])
    .where('state', '<>', 'retired')
    .where('position', '>', 0)
    .where(
      'projection',
      'in',
      FIGURE_PROJECTIONS.map(({ name }) => name),
    )
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
}
