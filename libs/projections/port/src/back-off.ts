import { setTimeout as sleep } from 'node:timers/promises';

/** How long to wait before the n-th attempt to find something again, from 0, in milliseconds. */
export type BackOff = (attempt: number) => number;

const FIRST_MS = 100;
const LONGEST_MS = 10_000;

/** Twice as long each time, up to ten seconds: an outage is neither hammered nor slept through. */
export const doublingBackOff: BackOff = (attempt) =>
  Math.min(FIRST_MS * 2 ** Math.min(attempt, 10), LONGEST_MS);

/** Waits, or less if the signal comes first; never rejects. */
export async function pause(timeMs: number, signal: AbortSignal): Promise<void> {
  await sleep(timeMs, undefined, { signal }).catch(() => undefined);
}
