import type { EventStore } from '@ledger/event-store-port';
import { LogObjectDiffers } from '@ledger/log-store-port';
import { messageOf, pause } from '@ledger/kernel';
import { followLog, LogForked, LogNotOurs, type SignedEnd } from '@ledger/transparency-log';
import type { OpenLog } from '../engines/open-log.js';
import type { LogState } from './log-messages.js';

/** The dependencies of a transparency log that is kept up to date. */
export interface KeepLogParts {
  readonly eventStore: Pick<EventStore, 'readAll' | 'follow'>;
  readonly log: OpenLog;
  readonly everyMs: number;
  readonly signal: AbortSignal;
  /** Receives every state, also one that has not changed. */
  readonly onState: (state: LogState) => void;
}

/** The pause before the next attempt, whatever the failure was. */
const AGAIN_MS = 1_000;

/**
 * Extends the transparency log from the event log while no other process does, until the signal,
 * or until an error that retrying does not cure.
 */
export async function keepLog(parts: KeepLogParts): Promise<void> {
  const { signal, onState } = parts;
  while (!signal.aborted) {
    try {
      await write(parts);
    } catch (error) {
      const fault = messageOf(error);
      if (isForGood(error)) {
        onState({ kind: 'refused', fault });
        return;
      }
      onState({ kind: 'waiting', fault });
    }
    await pause(AGAIN_MS, signal);
  }
}

async function write({ eventStore, log, everyMs, signal, onState }: KeepLogParts) {
  const lock = await log.store.lock();
  if (lock === undefined) {
    onState({ kind: 'standing-by' });
    return;
  }
  try {
    const onSigned = (end: SignedEnd) => onState({ kind: 'signed', end });
    await followLog({ ...log, eventStore, everyMs, signal, onSigned });
  } finally {
    log.streams.store.close();
    lock.release();
  }
}

function isForGood(error: unknown): boolean {
  return (
    error instanceof LogForked ||
    error instanceof LogNotOurs ||
    error instanceof LogObjectDiffers
  );
}
