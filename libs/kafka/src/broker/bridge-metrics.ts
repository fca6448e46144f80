/** Told what a bridge does, for whoever counts. Called often: it must be quick and never throw. */
export interface BridgeMetrics {
  /** Reports that were answered, by outcome (`recorded`, … `unchanged`). */
  reportsTaken(outcome: string, count: number): void;
  /** A message went to the refused topic. */
  reportRefused(code: string): void;
  /** A batch of a partition could not be read, and was not passed over. */
  batchUnreadable(partition: number): void;
  /** True while a partition stands still before such a batch. */
  partitionHeld(partition: number, isHeld: boolean): void;
  /** Messages of a partition that wait to be read, by what the broker holds. */
  reportsLag(partition: number, messages: number): void;
  /** Messages stored in a topic. */
  sent(topic: string, messages: number): void;
  /** How far a lane has come, and when its last event was recorded; empty before the first. */
  laneReached(lane: string, position: number, recordedAt: string): void;
  /** Another bridge may have the lane from now on: how far it has come is not known here. */
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
