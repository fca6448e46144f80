import { pause } from '@ledger/kernel';
import { HEARTBEAT_EVERY_MS } from './membership.js';

/** Sends a heartbeat to the group. */
export type Heartbeat = () => Promise<void>;

/**
 * Keeps the membership alive during slow work. A failed heartbeat is ignored: the commit that
 * follows fails the same way.
 */
export async function withHeartbeats<Answer>(
  heartbeat: Heartbeat,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const beat = (): void => void heartbeat().catch(() => undefined);
  const beating = setInterval(beat, HEARTBEAT_EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(beating);
  }
}

/**
 * Waits, and keeps the membership alive.
 *
 * @throws the Kafka client's error if the membership is lost: the messages are another's now
 */
export async function pauseAlive(
  timeMs: number,
  heartbeat: Heartbeat,
  signal: AbortSignal,
): Promise<void> {
  for (let left = timeMs; left > 0 && !signal.aborted; left -= HEARTBEAT_EVERY_MS) {
    await pause(Math.min(left, HEARTBEAT_EVERY_MS), signal);
    await heartbeat();
  }
}
