import { statfs } from 'node:fs/promises';
import type { HealthCheck } from '@ledger/http';
import type { Duty } from './duty.js';
import type { LogWatermark } from '../engines/log-watermark.js';
import type { ViewStaleness } from '@ledger/observability';
import { messageOf, within } from '@ledger/kernel';

/** Whoever asks for readiness gives up soon; the adapter itself waits for longer. */
const ANSWER_MS_MAX = 2_000;

/**
 * Finds a record that does not answer, is no longer the one that was seen, or takes no appends.
 *
 * @param writing what is known of appends
 */
export function logCheck(
  mark: Pick<LogWatermark, 'fault'>,
  writing: { readonly fault: string | undefined } = { fault: undefined },
): HealthCheck {
  let asking: Promise<string | undefined> | undefined;
  let lastFault: string | undefined;
  const ask = async (): Promise<string | undefined> => {
    try {
      lastFault = (await mark.fault()) ?? writing.fault;
    } catch (error) {
      lastFault = messageOf(error);
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
      const silence = `The event store has not answered for ${ANSWER_MS_MAX} ms.`;
      return within(ANSWER_MS_MAX, asking, () => lastFault ?? silence);
    },
  };
}

/** Less than this is as good as nothing: one large append and its log may take as much. */
const FREE_BYTES_MIN = 1_000_000;

/**
 * Finds a disk with no room left for the record, before an append does.
 *
 * @param freeBytes asks the system
 */
export function diskCheck(folder: string, freeBytes = freeBytesOf): HealthCheck {
  return {
    name: 'disk',
    fault: async () => {
      const free = await freeBytes(folder);
      if (free >= FREE_BYTES_MIN) return undefined;
      return `The disk of ${folder} is full: ${free} bytes are free.`;
    },
  };
}

async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Finds views that no projector brings on, whatever became of it. */
export function ageCheck(age: Pick<ViewStaleness, 'standing'>): HealthCheck {
  return { name: 'views-age', fault: async () => age.standing };
}

/** Finds a duty that is not done. */
export function dutyCheck(duty: Duty): HealthCheck {
  return { name: duty.name, fault: async () => duty.fault };
}
