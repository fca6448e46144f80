import { isTransient } from '../ledger-error.js';
import type { BackOff } from './back-off.js';
import { isAborted } from './is-aborted.js';
import { pause } from './pause.js';

/** What retrying through outages depends on. */
export interface RetryOptions {
  readonly signal: AbortSignal;
  readonly backOff: BackOff;
  /** True for a failure to wait out; {@link isTransient} by default. */
  readonly isOutage?: (error: unknown) => boolean;
  /** Receives each such failure, before the wait. */
  readonly onOutage?: (error: unknown) => void;
}

/**
 * Repeats work through outages until it is done, or until the signal.
 *
 * @param work receives a function to call on progress: the next outage then starts from a short
 *   delay again
 * @returns undefined if the signal aborted before it was done
 * @throws anything but an outage
 */
export async function retryUntilAborted<Answer>(
  { signal, backOff, isOutage = isTransient, onOutage }: RetryOptions,
  work: (progressed: () => void) => Promise<Answer>,
): Promise<Answer | undefined> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      return await work(() => (failures = 0));
    } catch (error) {
      if (!isOutage(error)) throw error;
      if (isAborted(signal)) break;
      onOutage?.(error);
      await pause(backOff(failures++), signal);
    }
  }
  return undefined;
}
