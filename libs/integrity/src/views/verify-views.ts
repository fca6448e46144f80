import { FIGURE_PROJECTIONS } from '@ledger/figures-read-models';
import {
  verifyProjections,
  type Verification,
  type VerifiedTable,
  type VerifyOptions,
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
export function verifyViews(
  options: Omit<VerifyOptions, 'projections'>,
): Promise<ViewsVerification> {
  return verifyProjections({ ...options, projections: FIGURE_PROJECTIONS });
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
