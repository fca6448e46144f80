import type { EventStore } from '@ledger/event-store-port';
import { within } from '@ledger/kernel';
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
 * How many times longer it goes without a checkpoint while it is behind: fewer and larger steps
 * of the map of streams take less time.
 */
const TIMES_BEHIND = 5;

/** After a full batch there is another one within this time, or none waits. */
const COMES_WITHIN_MS = 200;

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
  const ending = new AbortController();
  const batches = eventStore
    .follow({
      after: writer.position,
      batchEventsMax: BATCH_EVENTS_MAX,
      signal: AbortSignal.any([signal, ending.signal]),
    })
    [Symbol.asyncIterator]();
  try {
    let coming: ReturnType<typeof batches.next> | undefined;
    let isSigned = true;
    let isBehind = false;
    let signedAtMs = -Infinity;
    while (!signal.aborted) {
      coming ??= batches.next();
      // What comes until the next checkpoint is due is added as it comes, and not in one go then.
      // Witnesses are asked again though nothing comes.
      const isIdle = isSigned && !writer.isToBeCosigned;
      const dueMs: number = isSigned ? everyMs : untilMs(signedAtMs + everyMs);
      const waitMs: number = isBehind ? Math.max(dueMs, COMES_WITHIN_MS) : dueMs;
      const batch = isIdle ? await coming : await within(waitMs, coming, nothing);
      if (batch?.done === true) break;
      if (batch !== undefined) {
        await writer.add(batch.value);
        coming = undefined;
        isSigned = false;
        isBehind = batch.value.length === BATCH_EVENTS_MAX;
        if (untilMs(signedAtMs + everyMs * (isBehind ? TIMES_BEHIND : 1)) > 0) continue;
      }
      signedAtMs = performance.now();
      if ((await writer.publish()) !== undefined) signed();
      isSigned = true;
    }
  } finally {
    // After a failure nothing else would end a wait for events.
    ending.abort();
    await batches.return?.();
  }
}

function untilMs(atMs: number): number {
  return Math.max(0, atMs - performance.now());
}

function nothing(): undefined {
  return undefined;
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
