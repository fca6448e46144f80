/** The delay before the next attempt, in milliseconds, after n earlier failures. */
export type BackOff = (failuresBefore: number) => number;

/** Parameters of an exponential back-off. */
export interface BackOffLimits {
  /** The delay after the first failure. */
  readonly firstMs: number;
  /** The longest delay. */
  readonly maxMs: number;
  /**
   * The random share of each delay, from 0 (none, by default) to 1: processes that failed
   * together then do not retry together.
   */
  readonly jitter?: number;
}

/** Keeps the power of two within the exact integers. */
const DOUBLINGS_MAX = 30;

/** Delays that double after each failure, up to the longest. */
export function exponentialBackOff({ firstMs, maxMs, jitter = 0 }: BackOffLimits): BackOff {
  return (failuresBefore) => {
    const fullMs = Math.min(firstMs * 2 ** Math.min(failuresBefore, DOUBLINGS_MAX), maxMs);
    return fullMs * (1 - jitter * Math.random());
  };
}

/**
 * From a tenth of a second to ten seconds: gentle on the server, and quick to notice its return.
 */
export const doublingBackOff: BackOff = exponentialBackOff({ firstMs: 100, maxMs: 10_000 });
