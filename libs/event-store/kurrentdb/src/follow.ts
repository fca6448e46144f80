import { setImmediate as turn } from 'node:timers/promises';
import {
  StoreUnavailable,
  type FollowOptions,
  type StoredEvent,
} from '@ledger/event-store-port';
import { isLedgerError } from '@ledger/kernel';
import {
  START,
  type AllStreamSubscription,
  type AllStreamResolvedEvent,
  type Position,
  type ReadPosition,
} from '@kurrent/kurrentdb-client';
import { Arrivals } from './arrivals.js';
import type { Connection } from './connection.js';
import { answerInTime } from './deadline.js';
import { isPassing, meaningOf, unavailable } from './driver-errors.js';
import { FollowedPosition, LogReplaced } from './followed-position.js';
import type { Limits } from './limits.js';
import type { Reads } from './reads.js';
import type { StoredForm } from './stored-form.js';

/** How many foreign events the server skips before it reports a checkpoint. */
const SEARCH_WINDOW_EVENTS = 1_024;

/** The most events buffered for a consumer, whatever batch size it asks for. */
const READY_EVENTS_MAX = 512;

/** What a follower depends on. */
export interface FollowContext {
  readonly connection: Connection;
  readonly form: StoredForm;
  readonly limits: Limits;
  readonly reads: Reads;
  /** Aborts when the store is closed. */
  readonly closed: AbortSignal;
}

/**
 * Follows the log through a subscription that is restarted whenever it is lost.
 *
 * A subscription starts after the last event handed on or, where the server has skipped many
 * foreign events, after its last checkpoint: both are positions in the log, which is the same on
 * every node, so another leader makes no difference. An older copy of the log does: so before it
 * resubscribes it checks that the last event handed on is still there.
 *
 * @throws {StoreUnavailable} the log was lost, or is no longer the one that was followed
 */
export async function* follow(
  ground: FollowContext,
  options: FollowOptions,
): AsyncGenerator<readonly StoredEvent[], void, undefined> {
  const { batchEventsMax, signal, after } = options;
  if (!(batchEventsMax >= 1)) {
    throw new RangeError(`A batch of ${batchEventsMax} holds nothing.`);
  }
  const stop = AbortSignal.any([signal, ground.closed]);
  const place = new FollowedPosition(after);
  let lostAt: number | undefined;
  while (!stop.aborted) {
    try {
      await place.confirm(ground.reads, ground.limits, stop);
      for await (const batch of subscribe({ ground, place, batchEventsMax, stop })) {
        lostAt = undefined;
        if (batch.length > 0) yield batch;
      }
    } catch (error) {
      lostAt ??= performance.now();
      if (meaningOf(error) === 'no-such-position' && place.from !== START) place.beginAnew();
      else assertMayBeFound(error, performance.now() - lostAt, ground.limits);
    }
  }
  if (!signal.aborted) throw new StoreUnavailable('it was closed');
}

interface Subscribing {
  readonly ground: FollowContext;
  readonly place: FollowedPosition;
  readonly batchEventsMax: number;
  readonly stop: AbortSignal;
}

/** One subscription until it is lost: an empty batch once confirmed, then batches of events. */
async function* subscribe(
  subscribing: Subscribing,
): AsyncGenerator<readonly StoredEvent[], void, undefined> {
  const { ground, place, batchEventsMax, stop } = subscribing;
  const { connection, form, limits } = ground;
  const lease = await connection.acquire();
  let checkpoint: Position | undefined;
  const filter = form.filter({
    maxSearchWindow: SEARCH_WINDOW_EVENTS,
    checkpointReached: (_subscription, reached) => {
      checkpoint = reached;
    },
  });
  const subscription = lease.client.subscribeToAll(
    { fromPosition: place.from, filter },
    { highWaterMark: Math.min(batchEventsMax, READY_EVENTS_MAX) },
  );
  const arrivals = new Arrivals(subscription, stop);
  try {
    await answerInTime(limits.timeoutMs, () => arrivals.confirmed());
    yield [];
    while (!stop.aborted) {
      const { count } = arrivals;
      const batch = await gather(subscription, subscribing);
      if (batch.length > 0) {
        yield batch;
        continue;
      }
      // Only now: events before the checkpoint may have been buffered.
      if (checkpoint !== undefined && isBefore(place.from, checkpoint)) place.from = checkpoint;
      await arrivals.passed(count);
    }
    connection.release(lease);
  } catch (error) {
    connection.release(lease, error);
    throw error;
  } finally {
    arrivals.end();
  }
}

/** The buffered events and those that follow at once, up to the size of a batch. */
async function gather(
  subscription: AllStreamSubscription,
  subscribing: Subscribing,
): Promise<readonly StoredEvent[]> {
  const batch: StoredEvent[] = [];
  for (;;) {
    const before = batch.length;
    takeReady(subscription, subscribing, batch);
    if (batch.length === before) return batch;
    // The client hands events over one by one, and a consumer that never waits would block the
    // event loop.
    await turn();
  }
}

function takeReady(
  subscription: AllStreamSubscription,
  { ground, place, batchEventsMax }: Subscribing,
  batch: StoredEvent[],
): void {
  while (batch.length < batchEventsMax) {
    const resolved = subscription.read() as AllStreamResolvedEvent | null;
    if (resolved === null) break;
    const recorded = resolved.event;
    if (recorded === undefined) continue;
    const event = ground.form.event(recorded);
    if (event === undefined || event.position <= place.after) continue;
    place.reached(event, recorded.position);
    batch.push(event);
  }
}

/** @throws the given error, as an error of the port, if resubscribing is pointless */
function assertMayBeFound(error: unknown, lostMs: number, limits: Limits): void {
  const isOutage = error instanceof StoreUnavailable && !(error instanceof LogReplaced);
  if (isOutage && lostMs <= limits.followLostMs) return;
  if (isLedgerError(error)) throw error;
  const isLostForGood = lostMs > limits.followLostMs || !isPassing(meaningOf(error));
  if (isLostForGood) throw unavailable(error, 'read all streams');
}

function isBefore(place: ReadPosition, checkpoint: Position): boolean {
  if (typeof place === 'string') return true;
  if (place.commit !== checkpoint.commit) return place.commit < checkpoint.commit;
  return place.prepare < checkpoint.prepare;
}
