import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore } from '@ledger/event-store-port';
import { LogWriter, type LogWriterParts } from './log-writer.js';

/** The end of a log that was signed; all 0 for a log without entries. */
export interface SignedEnd {
  readonly entries: number;
  /** Of the last entry's event. */
  readonly position: number;
}

/** How a log follows the event log. */
export interface FollowLogOptions extends LogWriterParts {
  readonly eventStore: Pick<EventStore, 'readAll' | 'follow'>;
  /** The least milliseconds between two checkpoints, while events come. */
  readonly everyMs: number;
  readonly signal: AbortSignal;
  /**
   * Called with the end of the log once a checkpoint of it is stored, and at the beginning if no
   * event waits to be added.
   */
  readonly onSigned?: (end: SignedEnd) => void;
}

/**
 * The most events added at once: some 1 MB, of which less outlives a collection of garbage than
 * of more.
 */
export const BATCH_EVENTS_MAX = 1_000;

/**
 * Adds every event to the log as it is recorded, and signs checkpoints while any are added,
 * until the signal. Holds one batch of events, however many there are.
 *
 * @throws what {@link LogWriter} and the event store throw: call it again after an outage
 */
export async function followLog(options: FollowLogOptions): Promise<void> {
  const { eventStore, everyMs, signal, onSigned } = options;
  const writer = await LogWriter.open(options);
  const signed = () => onSigned?.({ entries: writer.size, position: writer.position });
  const waiting = await eventStore.readAll(writer.position, 1);
  if (waiting.length === 0 && !writer.isRebuilding) signed();
  const batches = eventStore.follow({
    after: writer.position,
    batchEventsMax: BATCH_EVENTS_MAX,
    signal,
  });
  let nextAtMs = 0;
  for await (const batch of batches) {
    await writer.add(batch);
    const waitMs = nextAtMs - performance.now();
    const mayBeBehind = waitMs > 0 && batch.length === BATCH_EVENTS_MAX;
    // A full batch may also be the last one: it must not wait for the next event to be signed.
    if (mayBeBehind && (await eventStore.readAll(writer.position, 1)).length > 0) continue;
    // Events recorded meanwhile wait in the event log, and come as one batch.
    if (waitMs > 0) await sleep(waitMs, undefined, { signal }).catch(() => undefined);
    const checkpoint = await writer.publish();
    nextAtMs = performance.now() + everyMs;
    if (checkpoint !== undefined) signed();
  }
}

/**
 * Brings the log up to the present end of the event log.
 *
 * @throws as {@link followLog}
 */
export async function bringLogOn(parts: LogWriterParts): Promise<void> {
  const writer = await LogWriter.open(parts);
  for (;;) {
    const batch = await parts.eventStore.readAll(writer.position, BATCH_EVENTS_MAX);
    if (batch.length === 0) break;
    await writer.add(batch);
  }
  await writer.publish();
}
