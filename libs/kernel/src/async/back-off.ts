/** How long to wait before the next attempt, in milliseconds, after n failures before this one. */
export type BackOff = (failuresBefore: number) => number;

/** What an exponential back-off is made from. */
export interface BackOffLimits {
  /** The wait after the first failure. */
  readonly firstMs: number;
  /** The longest wait. */
  readonly maxMs: number;
  /**
   * The share of each wait that is left to chance, from 0 (none, by default) to 1: processes that
   * failed together then do not return together.
   */
  readonly jitter?: number;
}

/** Keeps the power of two within what a number says exactly. */
const DOUBLINGS_MAX = 30;

/** Waits that double after each failure, up to the longest. */
export function exponentialBackOff({ firstMs, maxMs, jitter = 0 }: BackOffLimits): BackOff {
  return (failuresBefore) => {
    const fullMs = Math.min(firstMs * 2 ** Math.min(failuresBefore, DOUBLINGS_MAX), maxMs);
    return fullMs * (1 - jitter * Math.random());
  };
}

/** From a tenth of a second to ten seconds: an outage is neither hammered nor slept through. */
export const doublingBackOff: BackOff = exponentialBackOff({ firstMs: 100, maxMs: 10_000 });
