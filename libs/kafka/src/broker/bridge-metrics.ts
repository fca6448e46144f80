/** Receives what a bridge does, for metrics. Called often: it must be quick and never throw. */
export interface BridgeMetrics {
  /** Answered reports, by outcome (`recorded`, … `unchanged`). */
  reportsTaken(outcome: string, count: number): void;
  /** A message went to the refused topic. */
  reportRefused(code: string): void;
  /** A batch of a partition could not be read; the partition waits at it. */
  batchUnreadable(partition: number): void;
  /** True while a partition waits at such a batch. */
  partitionHeld(partition: number, isHeld: boolean): void;
  /** Unread messages of a partition, by what the broker holds. */
  reportsLag(partition: number, messages: number): void;
  /** Messages stored in a topic. */
  sent(topic: string, messages: number): void;
  /** The position of a lane, and when its last event was recorded; empty before the first. */
  laneReached(lane: string, position: number, recordedAt: string): void;
  /** Another bridge may now run the lane: its position is not known here. */
  laneLeft(lane: string): void;
}

/** Counts nothing. */
export const NO_METRICS: BridgeMetrics = {
  reportsTaken: () => undefined,
  reportRefused: () => undefined,
  batchUnreadable: () => undefined,
  partitionHeld: () => undefined,
  reportsLag: () => undefined,
  sent: () => undefined,
  laneReached: () => undefined,
  laneLeft: () => undefined,
};
