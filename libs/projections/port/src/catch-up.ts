import type { EventStore, StoredEvent } from '@ledger/event-store-port';
import { advance } from './advance.js';
import { BuildMoved, ProjectionStopped } from './projection-errors.js';
import { DecodedEvent, type Projection } from './projection.js';
import { BATCH_EVENTS_MAX } from './projection-runner.js';
import type { Build, ProjectionStore } from './projection-store.js';
import { wholeMoments } from './whole-moments.js';

/** A build, and the position it is to reach. */
export interface Target {
  readonly build: Build;
  readonly upTo: number;
}

/** The log, the store and the projections of a rebuild, and how it reports its progress. */
export interface RebuildOptions {
  readonly eventStore: EventStore;
  readonly store: ProjectionStore;
  readonly projections: readonly Projection[];
  /** The most events applied in one commit. */
  readonly batchEventsMax?: number;
  /** Called after every commit with the progress; it may end the work by throwing. */
  readonly onProgress?: (position: number, upTo: number) => void;
}

/** Each round is as long as what was recorded during the one before: they soon come to nothing. */
const ROUNDS_MAX = 5;

/**
 * Rebuilds projections from the first event, beside what readers see, and switches to them.
 *
 * A process that maintains the replaced builds need not notice at once: everything recorded
 * before the switch is in the new ones when this returns.
 *
 * @returns the position they reflect: the end of the log right after the switch
 * @throws {ProjectionStopped} an event cannot be applied; readers still see the old builds
 * @throws {ViewsUnavailable | StoreUnavailable | BuildMoved}
 */
export async function rebuildProjections(options: RebuildOptions): Promise<number> {
  const { eventStore, store, projections } = options;
  const begun: Build[] = [];
  for (const one of projections) begun.push(await store.begin(one));
  const built = await toMovingHead(options, begun);
  for (const build of built) await store.index(build);
  // Readers must not miss what was recorded while the indexes were built.
  const switched: Build[] = [];
  for (const build of await toMovingHead(options, built)) {
    switched.push(await store.finish(build));
  }
  const upTo = await eventStore.head();
  await bringTo(options, switched, upTo);
  return upTo;
}

async function toMovingHead(
  options: RebuildOptions,
  builds: readonly Build[],
): Promise<readonly Build[]> {
  let current = builds;
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const upTo = await options.eventStore.head();
    if (current.every(({ checkpoint }) => checkpoint.position >= upTo)) break;
    current = await bringTo(options, current, upTo);
  }
  return current;
}

/** Brings builds to a position, even while another process works on the same builds. */
async function bringTo(
  options: RebuildOptions,
  builds: readonly Build[],
  upTo: number,
): Promise<readonly Build[]> {
  let current = builds;
  for (;;) {
    try {
      return await catchUp(
        options,
        current.map((build) => ({ build, upTo })),
      );
    } catch (error) {
      if (!(error instanceof BuildMoved)) throw error;
      const moved: Build[] = [];
      for (const build of current) moved.push(await options.store.reopen(build));
      current = moved;
    }
  }
}

/**
 * Brings builds to their positions, reading each event once for all of them.
 *
 * @returns the builds in their order
 * @throws {ProjectionStopped} an event cannot be applied
 * @throws {ViewsUnavailable | StoreUnavailable | BuildMoved}
 */
export async function catchUp(
  options: Omit<RebuildOptions, 'projections'>,
  targets: readonly Target[],
): Promise<readonly Build[]> {
  const { eventStore, batchEventsMax = BATCH_EVENTS_MAX, onProgress } = options;
  const upTo = Math.max(0, ...targets.map((target) => target.upTo));
  let after = Math.min(...targets.map(({ build }) => build.checkpoint.position));
  let current = targets;
  let waiting: readonly StoredEvent[] = [];
  while (after < upTo) {
    const batch = await eventStore.readAll(after, batchEventsMax);
    const last = batch.at(-1);
    if (last === undefined) break;
    const { whole, rest } = await wholeMoments(eventStore, [...waiting, ...batch]);
    if (whole.length > 0) current = await takeAll(options.store, current, whole);
    waiting = rest;
    after = last.position;
    onProgress?.(Math.min(after, upTo), upTo);
  }
  // The position may itself be within a moment, if the compared views ended there.
  if (waiting.length > 0) current = await takeAll(options.store, current, waiting);
  return current.map(({ build }) => build);
}

async function takeAll(
  store: ProjectionStore,
  targets: readonly Target[],
  batch: readonly StoredEvent[],
): Promise<readonly Target[]> {
  const events = batch.map((stored) => new DecodedEvent(stored));
  const moved: Target[] = [];
  for (const { build, upTo } of targets) {
    const wanted = events.filter(({ position }) => position <= upTo);
    const advanced = await advance(store, build, wanted);
    const { fault } = advanced;
    if (fault !== null) throw new ProjectionStopped(build.projection.name, fault);
    moved.push({ build: advanced.build, upTo });
  }
  return moved;
}
