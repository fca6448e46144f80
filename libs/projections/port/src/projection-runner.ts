import type { EventStore, StoredEvent } from '@ledger/event-store-port';
import { isPassing } from './advance.js';
import { doublingBackOff, pause, type BackOff } from './back-off.js';
import { PositionWaiters } from './position-waiters.js';
import { ProjectionStopped } from './projection-errors.js';
import { DecodedEvent, type Projection } from './projection.js';
import type { ProjectionStore } from './projection-store.js';
import { ProjectionTrack, type ProjectionStatus } from './projection-track.js';

export interface RunnerOptions {
  readonly eventStore: EventStore;
  readonly store: ProjectionStore;
  readonly projections: readonly Projection[];
  /** The most events applied in one commit; 5,000 by default. */
  readonly batchEventsMax?: number;
  /** How long to wait when the record or the views are out of reach. */
  readonly backOff?: BackOff;
  /** Told of every change: positions, stops, outages. */
  readonly onStatus?: (statuses: readonly ProjectionStatus[]) => void;
}

/** Large enough that commits cost little, small enough to be held in memory without a thought. */
export const BATCH_EVENTS_MAX = 5_000;

/**
 * Keeps projections up with the record.
 *
 * Each has a checkpoint of its own. One that is not built yet, or not in this version, is built
 * from the first event beside what readers see and is switched to when it has caught up. An event
 * that a projection cannot take stops that projection, and no other, for as long as this runner
 * runs; it is never skipped, so the next runner stops there again. When the record or the views
 * cannot be reached, the runner waits and tries again, for ever.
 */
export class ProjectionRunner {
  readonly #options: RunnerOptions;
  readonly #waiters = new PositionWaiters();
  #tracks: readonly ProjectionTrack[] = [];

  constructor(options: RunnerOptions) {
    this.#options = options;
  }

  /** How each projection is doing, in the order they were given; empty before they were opened. */
  get statuses(): readonly ProjectionStatus[] {
    return this.#tracks.map(({ status }) => status);
  }

  /** The position that all projections reflect at least; 0 before they were opened. */
  get position(): number {
    return this.#tracks.reduce((least, { position }) => Math.min(least, position), Infinity) % Infinity || 0;
  }

  /**
   * Resolves once every projection reflects the record up to a position, or on abort.
   *
   * @throws {ProjectionStopped} one of them stands still before it
   */
  async reached(position: number, signal: AbortSignal): Promise<void> {
    while (!signal.aborted && this.position < position) {
      this.#refuseIfStopped(position);
      await this.#waiters.until(0, signal);
    }
  }

  /**
   * Runs until the signal, and finishes the commit it is at.
   *
   * @throws what is neither an outage nor an event's fault: a mistake in this program
   */
  async run(signal: AbortSignal): Promise<void> {
    await this.#persistently(signal, async () => {
      const { projections, store } = this.#options;
      const builds = await Promise.all(projections.map((one) => store.open(one)));
      this.#tracks = builds.map((build) => new ProjectionTrack(store, build));
    });
    // What is being built must not keep waiting what readers see: each walks at its own pace.
    const [building, live] = partition(this.#tracks, ({ isBuilding }) => isBuilding);
    await Promise.all([this.#walk(building, signal), this.#walk(live, signal)]);
  }
}
