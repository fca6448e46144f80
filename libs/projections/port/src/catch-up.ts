import type { EventStore, StoredEvent } from '@ledger/event-store-port';
import { advance } from './advance.js';
import { ProjectionStopped } from './projection-errors.js';
import { DecodedEvent, type Projection } from './projection.js';
import { BATCH_EVENTS_MAX } from './projection-runner.js';
import type { Build, ProjectionStore } from './projection-store.js';

/** A build, and the position it is to be brought to. */
export interface Target {
  readonly build: Build;
  readonly upTo: number;
}

export interface RebuildOptions {
  readonly eventStore: EventStore;
  readonly store: ProjectionStore;
  readonly projections: readonly Projection[];
  /** The most events applied in one commit. */
  readonly batchEventsMax?: number;
  /** Told after every commit how far it came; the work may end there by throwing. */
  readonly onProgress?: (position: number, upTo: number) => void;
}

/**
 * Builds projections anew from the first event, beside what readers see, and switches to them.
 *
 * @returns the position they reflect
 * @throws {ProjectionStopped} an event cannot be taken; readers go on seeing what they saw
 * @throws {ViewsUnavailable | StoreUnavailable | BuildMoved}
 */
export async function rebuildProjections(options: RebuildOptions): Promise<number> {
  const { eventStore, store, projections } = options;
  const upTo = await eventStore.head();
  const targets: Target[] = [];
  for (const one of projections) targets.push({ build: await store.begin(one), upTo });
  for (const build of await catchUp(options, targets)) await store.finish(build);
  return upTo;
}

/**
 * Brings builds to their positions, each event being read once for all of them.
 *
 * @returns the builds in their order
 * @throws {ProjectionStopped} an event cannot be taken
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
  while (after < upTo) {
    const batch = await eventStore.readAll(after, batchEventsMax);
    const last = batch.at(-1);
    if (last === undefined) break;
    current = await takeAll(options.store, current, batch);
    after = last.position;
    onProgress?.(Math.min(after, upTo), upTo);
  }
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
