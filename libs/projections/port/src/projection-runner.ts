import { BEGINNING, CommitSignal, type EventStore } from '@ledger/event-store-port';
import {
  type BackOff,
  doublingBackOff,
  messageOf,
  retryUntilAborted,
  runTogether,
} from '@ledger/kernel';
import { ProjectionStopped } from './projection-errors.js';
import type { Projection } from './projection.js';
import type { ProjectionStore } from './projection-store.js';
import { NOTHING_SEEN, ProjectionTrack, type ProjectionStatus } from './projection-track.js';
import { walk, type Walk } from './walk.js';

/** The log that a runner follows, the projections it keeps up to date, and how it waits. */
export interface RunnerOptions {
  readonly eventStore: EventStore;
  readonly store: ProjectionStore;
  readonly projections: readonly Projection[];
  /** The most events applied in one commit; {@link BATCH_EVENTS_MAX} by default. */
  readonly batchEventsMax?: number;
  /** How long to wait during an outage of the log or the views. */
  readonly backOff?: BackOff;
  /** Receives every change: positions, stops, outages. */
  readonly onStatus?: (statuses: readonly ProjectionStatus[]) => void;
}

/**
 * Some 10 MB while they are applied. Larger batches outlive the young generation of the heap and
 * leave it several times as large (20,000: 230 MB more), and save no time: writing rows costs
 * the same.
 */
export const BATCH_EVENTS_MAX = 5_000;

/**
 * Keeps projections up to date with the log.
 *
 * Each has a checkpoint of its own. One that is not built yet, or not in this version, is built
 * from the first event beside what readers see, and they are switched to it when it has caught
 * up. An event that a projection cannot apply stops that projection, and no other, for as long
 * as this runner runs; it is never skipped, so the next runner stops there again. While the log
 * or the views are unreachable, the runner waits and retries, forever.
 */
export class ProjectionRunner {
  readonly #options: RunnerOptions;
  readonly #changes = new CommitSignal();
  #tracks: readonly ProjectionTrack[] = [];
  /** What opening the projections waits for. */
  #outage: string | undefined;

  constructor(options: RunnerOptions) {
    this.#options = options;
  }

  /**
   * The status of each projection, in the given order. Before they are opened there is none, or
   * what they wait for, at position 0.
   */
  get statuses(): readonly ProjectionStatus[] {
    const outage = this.#outage;
    if (outage === undefined) return this.#tracks.map(({ status }) => status);
    return this.#options.projections.map(({ name, version }): ProjectionStatus => ({
      name,
      version,
      state: 'waiting',
      position: BEGINNING,
      outage,
    }));
  }

  /** The position up to which readers see every projection; 0 while one is not built yet. */
  get position(): number {
    return Math.max(0, this.#seenUpTo());
  }

  /**
   * Resolves once readers see every projection up to a position, or on abort.
   *
   * @throws {ProjectionStopped} one of them has stopped and will not get there
   */
  async reached(position: number, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const { count } = this.#changes;
      if (this.#seenUpTo() >= position) return;
      this.#refuseStopped(position);
      await this.#changes.passed(count, signal);
    }
  }

  /**
   * Runs until the signal, and finishes the commit under way.
   *
   * @throws what is neither an outage nor an event's fault: a bug
   */
  async run(signal: AbortSignal): Promise<void> {
    const common = this.#common(signal);
    this.#tracks = (await this.#opened(common)) ?? [];
    this.#changed();
    // A build under way must not delay what readers see: each advances at its own pace.
    const building = this.#tracks.filter(({ isBuilding }) => isBuilding);
    const live = this.#tracks.filter(({ isBuilding }) => !isBuilding);
    const paces = [building, live].filter(({ length }) => length > 0);
    await runTogether(
      signal,
      paces.map((tracks) => (either) => walk({ ...common, signal: either, tracks })),
    );
  }

  #opened(common: Omit<Walk, 'tracks'>): Promise<readonly ProjectionTrack[] | undefined> {
    const { projections, store } = this.#options;
    const onOutage = (error: unknown): void => {
      this.#outage = messageOf(error);
      this.#changed();
    };
    return retryUntilAborted({ ...common, onOutage }, async () => {
      const tracks = [];
      for (const one of projections)
        tracks.push(new ProjectionTrack(store, await store.open(one)));
      this.#outage = undefined;
      return tracks;
    });
  }

  #common(signal: AbortSignal): Omit<Walk, 'tracks'> {
    const { eventStore, batchEventsMax, backOff } = this.#options;
    return {
      eventStore,
      batchEventsMax: batchEventsMax ?? BATCH_EVENTS_MAX,
      backOff: backOff ?? doublingBackOff,
      signal,
      changed: () => this.#changed(),
    };
  }

  #changed(): void {
    this.#changes.notify();
    this.#options.onStatus?.(this.statuses);
  }

  #refuseStopped(position: number): void {
    for (const { fault, projection, seenUpTo } of this.#tracks) {
      if (fault !== null && seenUpTo < position) {
        throw new ProjectionStopped(projection.name, fault);
      }
    }
  }

  /** Negative while readers see nothing. */
  #seenUpTo(): number {
    if (this.#tracks.length === 0) return NOTHING_SEEN;
    return Math.min(...this.#tracks.map(({ seenUpTo }) => seenUpTo));
  }
}
