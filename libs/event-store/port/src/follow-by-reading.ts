import { setImmediate as turn } from 'node:timers/promises';
import { isAborted } from '@ledger/kernel';
import type { CommitSignal } from './commit-signal.js';
import type { EventStore, FollowOptions, StoredEvent } from './event-store.js';

/**
 * {@link EventStore.follow} for a store that is read page by page.
 *
 * Reads only when the consumer asks for more, so a slow consumer holds one batch and no queue.
 *
 * @throws {RangeError} if a batch may not hold a single event
 */
export async function* followByReading(
  store: Pick<EventStore, 'readAll'>,
  commits: CommitSignal,
  options: FollowOptions,
): AsyncGenerator<readonly StoredEvent[], void, undefined> {
  const { batchEventsMax, signal } = options;
  if (!(batchEventsMax >= 1))
    throw new RangeError(`A batch of ${batchEventsMax} holds nothing.`);
  let { after } = options;
  while (!signal.aborted) {
    const { count } = commits;
    const batch = await store.readAll(after, batchEventsMax);
    if (isAborted(signal)) return;
    const last = batch.at(-1);
    if (last === undefined) {
      await commits.passed(count, signal);
      continue;
    }
    after = last.position;
    yield batch;
    // A consumer that never waits would otherwise block the event loop.
    await turn();
  }
}
