import type { EventStore, StoredEvent } from '@ledger/event-store-port';
import {
  type BackOff,
  messageOf,
  pause,
  retryUntilAborted,
  untilAborted,
} from '@ledger/kernel';
import { DecodedEvent } from './projection.js';
import type { ProjectionTrack } from './projection-track.js';
import { wholeMoments } from './whole-moments.js';

/** Projections that advance along the log together, each event being read once for all of them. */
export interface Walk {
  readonly eventStore: EventStore;
  readonly tracks: readonly ProjectionTrack[];
  readonly batchEventsMax: number;
  readonly backOff: BackOff;
  readonly signal: AbortSignal;
  readonly changed: () => void;
}

/** Follows the log until the signal, through outages. */
export async function walk(one: Walk): Promise<void> {
  const onOutage = (error: unknown): void => {
    for (const track of one.tracks) track.interrupt(messageOf(error));
    one.changed();
  };
  await retryUntilAborted({ ...one, onOutage }, async (progressed) => {
    while (!one.signal.aborted) {
      for (const track of one.tracks) await track.resume(one.eventStore);
      one.changed();
      await untilReplaced(one, (signal) => alongRecord({ ...one, signal }, progressed));
    }
  });
}

/** How long a replaced build may go unnoticed while nothing is recorded. */
const LOOK_EVERY_MS = 500;

/** Runs work until the signal, or until another build has replaced one of these. */
async function untilReplaced(
  { tracks, signal }: Walk,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const ending = new AbortController();
  const either = AbortSignal.any([signal, ending.signal]);
  const look = async (): Promise<void> => {
    while (!either.aborted) {
      await pause(LOOK_EVERY_MS, either);
      for (const track of tracks) if (await track.isReplaced()) ending.abort();
    }
  };
  const looking = look();
  try {
    await work(either);
  } finally {
    ending.abort();
    await looking;
  }
}

async function alongRecord(one: Walk, progressed: () => void): Promise<void> {
  const { eventStore, batchEventsMax, signal } = one;
  let target = await finishAt(one, await eventStore.head());
  const after = Math.min(...going(one).map(({ position }) => position));
  // With all of them stopped, only their statuses are left to serve.
  if (after === Infinity) return untilAborted(signal);
  let waiting: readonly StoredEvent[] = [];
  for await (const batch of eventStore.follow({ after, batchEventsMax, signal })) {
    const { whole, rest } = await wholeMoments(eventStore, [...waiting, ...batch]);
    waiting = rest;
    if (whole.length === 0) continue;
    await take(one, whole);
    progressed();
    if (going(one).length === 0) return untilAborted(signal);
    target = await finishAt(one, target);
  }
}

async function take(one: Walk, batch: readonly StoredEvent[]): Promise<void> {
  const events = batch.map((stored) => new DecodedEvent(stored));
  for (const track of going(one)) await track.advance(events);
  one.changed();
}

/**
 * Finishes what was built once it has reached the target and the head is within a batch of it: a
 * moving head might never be reached exactly.
 *
 * @returns the next target
 */
async function finishAt(one: Walk, target: number): Promise<number> {
  const building = going(one).filter(({ isBuilding }) => isBuilding);
  if (building.length === 0 || building.some(({ position }) => position < target))
    return target;
  const head = await one.eventStore.head();
  if (head > target + one.batchEventsMax) return head;
  for (const track of building) await track.finish();
  one.changed();
  return head;
}

function going({ tracks }: Pick<Walk, 'tracks'>): readonly ProjectionTrack[] {
  return tracks.filter(({ fault }) => fault === null);
}
