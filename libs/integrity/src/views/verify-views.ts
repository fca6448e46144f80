import { setTimeout as sleep } from 'node:timers/promises';
import {
  changesProjection,
  FIGURE_PROJECTIONS,
  verifyChanges,
  type DerivedAgain,
} from '@ledger/figures-read-models';
import {
  ProjectionNotBuilt,
  verifyProjections,
  type Verification,
  type VerifiedTable,
  type VerifyOptions,
  type ViewSnapshot,
} from '@ledger/projections-port';

/** What a verification found of the views. */
export type ViewsVerification = Verification;

/**
 * Derives all views again from the log and compares every row with what readers see.
 *
 * @throws {ProjectionNotBuilt} there is nothing to compare with
 * @throws {ProjectionStopped} an event cannot be applied
 * @throws {ViewsUnavailable | StoreUnavailable}
 */
export async function verifyViews(
  options: Omit<VerifyOptions, 'projections'> & DerivedAgain,
): Promise<ViewsVerification> {
  // Before the others, so that what they are derived from reflects as much.
  const changes = await changesAt(await options.eventStore.head(), options.store);
  try {
    const found = await verifyProjections({ ...options, projections: FIGURE_PROJECTIONS });
    const table = await verifyChanges(changes, options);
    return { ...found, tables: [...found.tables, table] };
  } finally {
    await changes.close();
  }
}

const WAIT_MS = 5_000;
const LOOK_EVERY_MS = 50;

/** The changes once they reflect a position, or after a timeout. */
async function changesAt(
  position: number,
  store: VerifyOptions['store'],
): Promise<ViewSnapshot> {
  const giveUpAt = performance.now() + WAIT_MS;
  for (;;) {
    const isLast = performance.now() >= giveUpAt;
    const snapshot = await store.snapshot(changesProjection).catch((error: unknown) => {
      // They are built after the others.
      if (isLast || !(error instanceof ProjectionNotBuilt)) throw error;
      return undefined;
    });
    if (snapshot !== undefined) {
      if (isLast || snapshot.checkpoint.position >= position) return snapshot;
      await snapshot.close();
    }
    await sleep(LOOK_EVERY_MS);
  }
}

/** True if the views have the rows that follow from the whole log, and are not damaged. */
export function areViewsSound(views: ViewsVerification): boolean {
  return views.damages.length === 0 && views.tables.every(isSame) && !endBeforeLog(views);
}

/** True if the views lack events that are in the log. */
export function endBeforeLog(views: ViewsVerification): boolean {
  return endOf(views) < views.head;
}

/** The position that all views reflect. */
export function endOf({ head, tables }: ViewsVerification): number {
  return Math.min(head, ...tables.map(({ position }) => position));
}

/** True if a table has the rows that follow from the log. */
export function isSame({ differing }: VerifiedTable): boolean {
  return differing === 0;
}
