import {
  ProjectionRunner,
  rebuildProjections,
  verifyProjections,
  type RebuildOptions,
  type RunnerOptions,
  type Verification,
  type VerifyOptions,
} from '@ledger/projections-port';
import { FIGURE_PROJECTIONS } from '../projections/index.js';

/** Makes the runner that keeps the views up to date with the log. */
export function viewsRunner(options: Omit<RunnerOptions, 'projections'>): ProjectionRunner {
  return new ProjectionRunner({ ...options, projections: FIGURE_PROJECTIONS });
}

/**
 * Rebuilds all views from the first event beside those that readers see, then switches to them.
 *
 * @returns the position they reflect
 * @throws {ProjectionStopped} an event cannot be applied; readers keep the views they have
 * @throws {ViewsUnavailable | StoreUnavailable | BuildMoved}
 */
export function rebuildViews(options: Omit<RebuildOptions, 'projections'>): Promise<number> {
  return rebuildProjections({ ...options, projections: FIGURE_PROJECTIONS });
}

/**
 * Derives all views again from the log and compares every row with what readers see.
 *
 * @throws {ProjectionNotBuilt} there is nothing to compare with
 * @throws {ProjectionStopped} an event cannot be applied
 * @throws {ViewsUnavailable | StoreUnavailable}
 */
export function verifyViews(
  options: Omit<VerifyOptions, 'projections'>,
): Promise<Verification> {
  return verifyProjections({ ...options, projections: FIGURE_PROJECTIONS });
}
