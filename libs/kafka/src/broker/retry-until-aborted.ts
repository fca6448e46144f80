import { pause, type BackOff } from '@ledger/projections-port';
import type { StatusEntry } from './bridge-status.js';
import { isOutage, wordsOf } from './outages.js';

/** What going on through outages needs. */
export interface RetryOptions {
  readonly status: StatusEntry;
  readonly backOff: BackOff;
  /** Ends the waiting. */
  readonly signal: AbortSignal;
}

/**
 * Does something until it is done, through outages, or until the signal. The status says what is
 * waited for.
 *
 * @param work told how to say that it came on: the next outage then starts from a short wait
 * @throws what is no outage
 */
export async function retryUntilAborted<Answer>(
  { status, backOff, signal }: RetryOptions,
  work: (progressed: () => void) => Promise<Answer>,
): Promise<Answer | undefined> {
  let failures = 0;
  const progressed = (): void => {
    failures = 0;
    status.set('running');
  };
  while (!signal.aborted) {
    try {
      return await work(progressed);
    } catch (error) {
      if (!isOutage(error)) throw error;
      if (signal.aborted) break;
      status.set('waiting', wordsOf(error));
      await pause(backOff(failures++), signal);
    }
  }
  return undefined;
}
