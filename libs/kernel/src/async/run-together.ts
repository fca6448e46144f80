import { settleAll } from './settle-all.js';

/**
 * Runs several tasks concurrently until the signal. When one of them ends or fails, the signal
 * of the others aborts.
 *
 * @throws the failure of the first of them that failed, once all have ended
 */
export async function runTogether(
  signal: AbortSignal,
  runs: readonly ((signal: AbortSignal) => Promise<void>)[],
): Promise<void> {
  const ending = new AbortController();
  const either = AbortSignal.any([signal, ending.signal]);
  await settleAll(runs.map((run) => run(either).finally(() => ending.abort())));
}
