import type { EventStore } from '@ledger/event-store-port';
import type { HealthCheck } from '@ledger/figures-http';
import { pause } from '@ledger/projections-port';
import type { Duty } from './duty.js';
import { RecordMark } from './record-mark.js';

/** Whoever asks for readiness gives up soon; the adapter itself waits for longer. */
const ANSWER_MS_MAX = 2_000;

/** Finds a record that does not answer, or is no longer the one that was seen. */
export function recordCheck(record: Pick<EventStore, 'head' | 'readAll'>): HealthCheck {
  const mark = new RecordMark(record);
  let asking: Promise<string | undefined> | undefined;
  let lastFault: string | undefined;
  const ask = async (): Promise<string | undefined> => {
    try {
      lastFault = await mark.fault();
    } catch (error) {
      lastFault = error instanceof Error ? error.message : String(error);
    } finally {
      asking = undefined;
    }
    return lastFault;
  };
  return {
    name: 'record',
    fault: async () => {
      // One question at a time, however many ask.
      asking ??= ask();
      const waiting = new AbortController();
      const late = pause(ANSWER_MS_MAX, waiting.signal).then(
        () => lastFault ?? `The event store has not answered for ${ANSWER_MS_MAX} ms.`,
      );
      return Promise.race([asking, late]).finally(() => waiting.abort());
    },
  };
}

/** Finds a duty that is not done. */
export function dutyCheck(duty: Duty): HealthCheck {
  return { name: duty.name, fault: async () => duty.fault };
}
