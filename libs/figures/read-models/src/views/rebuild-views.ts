import {
  ProjectionRunner,
  rebuildProjections,
  type RebuildOptions,
  type RunnerOptions,
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
