import { messageOf, retryUntilAborted, type BackOff } from '@ledger/kernel';
import type { BridgePartStatus } from './bridge-statuses.js';
import { isOutage } from './outages.js';

/** What retrying through outages depends on. */
export interface OutageOptions {
  readonly status: BridgePartStatus;
  readonly backOff: BackOff;
  /** Ends the waiting. */
  readonly signal: AbortSignal;
}

/**
 * Repeats work of the bridge through outages until it is done, or until the signal. The status
 * shows what it waits for.
 *
 * @param work receives a function to call on progress: the status is then `running`, and the
 *   next outage starts from a short delay
 * @throws anything but an outage
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
