import { isTransient, type Instant } from '@ledger/kernel';
import type { ProjectedEvent } from './projection.js';
import type { Build, Checkpoint, Fault, ProjectionStore } from './projection-store.js';
import { RowChanges } from './row-changes.js';

/** How far events were applied: all of them, or up to one that cannot be applied. */
export interface Advance {
  readonly build: Build;
  readonly fault: Fault | null;
}

/**
 * Applies events to a build: all of them, or all before the first one it cannot apply.
 *
 * A failing batch is halved until the event at fault is found, so that it is named and
 * everything before it is applied. Events that the build already reflects are skipped.
 *
 * @param events in order of position
 * @throws {ViewsUnavailable | BuildMoved} nothing is wrong with the events: try again
 */
export async function advance(
  store: Pick<ProjectionStore, 'apply' | 'stop'>,
  build: Build,
  events: readonly ProjectedEvent[],
): Promise<Advance> {
  const ahead = behind(events, build.checkpoint.position);
  const last = ahead.at(-1);
  if (last === undefined) return { build, fault: null };
  try {
    const changes = new RowChanges();
    build.projection.project(ahead, changes);
    const applied = await store.apply(build, changes, checkpointAt(build.checkpoint, last));
    return { build: applied, fault: null };
  } catch (error) {
    if (isTransient(error)) throw error;
    if (ahead.length > 1) return advanceByHalves(store, build, ahead);
    const fault = faultOf(last, error);
    return { build: await store.stop(build, fault), fault };
  }
}

async function advanceByHalves(
  store: Pick<ProjectionStore, 'apply' | 'stop'>,
  build: Build,
  events: readonly ProjectedEvent[],
): Promise<Advance> {
  const middle = events.length >> 1;
  const first = await advance(store, build, events.slice(0, middle));
  return first.fault === null ? advance(store, first.build, events.slice(middle)) : first;
}

function behind(
  events: readonly ProjectedEvent[],
  position: number,
): readonly ProjectedEvent[] {
  const first = events[0];
  if (first === undefined || first.position > position) return events;
  return events.filter((event) => event.position > position);
}

/** Clocks of several writers may differ; a checkpoint has the latest reading so far. */
function checkpointAt(
  before: Checkpoint,
  { position, id, record }: ProjectedEvent,
): Checkpoint {
  const { recordedAt } = record;
  const latest: Instant | '' = recordedAt > before.recordedAt ? recordedAt : before.recordedAt;
  return { position, eventId: id, recordedAt: latest };
}

function faultOf({ position, id, type }: ProjectedEvent, error: unknown): Fault {
  return { position, eventId: id, type, error: String(error) };
}
