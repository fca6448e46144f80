import { messageOf, retryUntilAborted, type BackOff } from '@ledger/kernel';
import type { StatusEntry } from './bridge-status.js';
import { isOutage } from './outages.js';

/** What going on through outages takes. */
export interface OutageOptions {
  readonly status: StatusEntry;
  readonly backOff: BackOff;
  /** Ends the waiting. */
  readonly signal: AbortSignal;
}

/**
 * Repeats some work of the bridge through outages until it is done, or until the signal. The status
 * says what is waited for.
 *
 * @param work receives a function that says that it came on: the status is `running` then, and the
 *   next outage starts from a short wait
 * @throws what is no outage
 */
export async function throughOutages<Answer>(
  { status, backOff, signal }: OutageOptions,
  work: (progressed: () => void) => Promise<Answer>,
): Promise<Answer | undefined> {
  const onOutage = (error: unknown): void => status.set('waiting', messageOf(error));
  return retryUntilAborted({ backOff, signal, isOutage, onOutage }, (progressed) =>
    work(() => {
      progressed();
      status.set('running');
    }),
  );
}
