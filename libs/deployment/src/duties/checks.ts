import { statfs } from 'node:fs/promises';
import type { HealthCheck } from '@ledger/http';
import type { Duty } from './duty.js';
import type { LogWatermark } from '../engines/log-watermark.js';
import type { ViewStaleness } from '@ledger/observability';
import { messageOf, within } from '@ledger/kernel';

/** Readiness probes time out sooner than the adapter does. */
const ANSWER_MS_MAX = 2_000;

/**
 * Fails if the log does not answer, has been replaced or cannot be appended to.
 *
 * @param writing tells whether appends succeed
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
    name: 'log',
    fault: async () => {
      // Concurrent probes share one query.
      asking ??= ask();
      const silence = `The event store has not answered for ${ANSWER_MS_MAX} ms.`;
      return within(ANSWER_MS_MAX, asking, () => lastFault ?? silence);
    },
  };
}

/** Below this the disk counts as full: a large append and its write-ahead log may need as much. */
const FREE_BYTES_MIN = 1_000_000;

/**
 * Reports a full disk before an append fails on it.
 *
 * @param freeBytes reads the free space from the system
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

/** Fails if no projector keeps the views up to date, for whatever reason. */
export function ageCheck(age: Pick<ViewStaleness, 'standing'>): HealthCheck {
  return { name: 'views-age', fault: async () => age.standing };
}

/** Fails while a duty is not doing its work. */
export function dutyCheck(duty: Duty): HealthCheck {
  return { name: duty.name, fault: async () => duty.fault };
}
