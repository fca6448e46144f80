import { isTransient } from '../ledger-error.js';
import type { BackOff } from './back-off.js';
import { pause } from './pause.js';

/** What going on through outages takes. */
export interface RetryOptions {
  readonly signal: AbortSignal;
  readonly backOff: BackOff;
  /** True for a failure that is waited out; by default what {@link isTransient} says. */
  readonly isOutage?: (error: unknown) => boolean;
  /** Receives each failure that is waited out, before the wait. */
  readonly onOutage?: (error: unknown) => void;
}

/**
 * Repeats some work through outages until it is done, or until the signal.
 *
 * @param work receives a function that says that it came on: the next outage then starts from a
 *   short wait again
 * @returns undefined if the signal aborted before it was done
 * @throws what is no outage
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
      if (signal.aborted) break;
      onOutage?.(error);
      await pause(backOff(failures++), signal);
    }
  }
  return undefined;
}
