import { FIGURE_PROJECTIONS, type ViewTables } from '@ledger/figures-read-models';
import { doublingBackOff, isLedgerError, retryUntilAborted, within } from '@ledger/kernel';
import type { Kysely } from 'kysely';
import type { LogWatermark } from './log-watermark.js';

/** How long startup waits for views and log that may answer at once. */
const AT_ONCE_MS = 500;

/**
 * Checks once that the log still holds what the views have seen of it: at once if both answer,
 * and else as soon as they do.
 *
 * @param onFault receives what is missing of the log, if anything is
 */
export async function compareWithViews(
  mark: LogWatermark,
  views: Kysely<ViewTables>,
  signal: AbortSignal,
  onFault: (fault: string) => void = () => undefined,
): Promise<void> {
  const comparing = compare(mark, views, signal).then((fault) => {
    if (fault !== undefined) onFault(fault);
  });
  await within(AT_ONCE_MS, comparing, () => undefined);
}

async function compare(
  mark: LogWatermark,
  views: Kysely<ViewTables>,
  signal: AbortSignal,
): Promise<string | undefined> {
  // Readiness reports what cannot be reached.
  const retry = { signal, backOff: doublingBackOff, isOutage: isLedgerError };
  return retryUntilAborted(retry, async () => {
    const last = await lastSeen(views);
    if (last !== undefined) mark.expect({ position: last.position, eventId: last.event_id });
    return mark.fault();
  });
}

/** The last event that any view reflects. */
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
