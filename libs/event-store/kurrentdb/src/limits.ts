import { exponentialBackOff, type BackOff } from '@ledger/kernel';

/** Between attempts of one call, and between connections; half of each delay is random. */
export const BACK_OFF: BackOff = exponentialBackOff({ firstMs: 50, maxMs: 2_000, jitter: 0.5 });

/** Timeouts of the adapter. */
export interface Limits {
  /** For one answer of the server, or for its next part. */
  readonly timeoutMs: number;
  /** For a server that is not reachable, not ready or not the leader to become so. */
  readonly retryMs: number;
  /** For a server that a follower has lost. */
  readonly followLostMs: number;
}

/** The limits where none are configured. */
export const LIMITS_DEFAULT: Limits = {
  timeoutMs: 10_000,
  retryMs: 3_000,
  followLostMs: 60_000,
};
