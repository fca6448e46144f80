import { pause } from '@ledger/kernel';
import { HEARTBEAT_EVERY_MS } from './membership.js';

/** Tells the group that this member is there. */
export type Heartbeat = () => Promise<void>;

/**
 * Keeps the membership while something takes its time. A beat that fails says nothing here: the
 * commit that follows meets the same.
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
 * Waits, and goes on being a member.
 *
 * @throws the Kafka client's error if it no longer is one: the messages are another's now
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
