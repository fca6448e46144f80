import { runTogether } from '@ledger/kernel';
import {
  ProjectionRunner,
  rebuildProjections,
  type RebuildOptions,
  type RunnerOptions,
} from '@ledger/projections-port';
import type { Kysely } from 'kysely';
import { ChangesRunner } from './changes/changes-runner.js';
import { FIGURE_PROJECTIONS, type ViewTables } from './projections/index.js';

/** The views for reading: some of them are derived from the others. */
interface ReadViews {
  readonly views: Kysely<ViewTables>;
}

/** Keeps the views up to date with the log. */
export class ViewsRunner extends ProjectionRunner {
  readonly #changes: ChangesRunner;

  constructor(options: Omit<RunnerOptions, 'projections'> & ReadViews) {
    const { onStatus } = options;
    super({
      ...options,
      projections: FIGURE_PROJECTIONS,
      onStatus: (statuses) => {
        this.#changes.viewsMoved();
        onStatus?.(statuses);
      },
    });
    this.#changes = new ChangesRunner(options);
  }

  override async run(signal: AbortSignal): Promise<void> {
    await runTogether(signal, [
      (either) => super.run(either),
      (either) => this.#changes.run(either),
    ]);
  }

  /**
   * Resolves once readers see all views up to a position, the changes among them, or on abort.
   *
   * @throws {ProjectionStopped} one of them has stopped and will not get there
   */
  async allReached(position: number, signal: AbortSignal): Promise<void> {
    await this.reached(position, signal);
    await this.#changes.caughtUp(signal);
  }
}

/** Makes the runner that keeps the views up to date with the log. */
export function viewsRunner(
  options: Omit<RunnerOptions, 'projections'> & ReadViews,
): ViewsRunner {
  return new ViewsRunner(options);
}

/**
 * Rebuilds all views from the first event beside those that readers see, then switches to them.
 *
 * @returns the position they reflect
 * @throws {ProjectionStopped} an event cannot be applied; readers keep the views they have
 * @throws {ViewsUnavailable | StoreUnavailable | BuildMoved}
 */
export async function rebuildViews(
  options: Omit<RebuildOptions, 'projections'> & ReadViews,
): Promise<number> {
  const position = await rebuildProjections({ ...options, projections: FIGURE_PROJECTIONS });
  await new ChangesRunner(options).rebuild();
  return position;
}
