import type { BridgeMetrics } from '@ledger/kafka';
import type { ProjectionStatus } from '@ledger/projections-port';
import { lagsBehind, type LagSource } from './lag.js';
import type { LedgerMetrics } from './metrics.js';

/** The state of a projection, wherever it runs. */
export type ProjectionPlace = Pick<ProjectionStatus, 'name' | 'position' | 'state'>;

/** A metric source that is measured only when the metrics are scraped. */
export interface Meter {
  /**
   * Measures again, after discarding the previous values before any I/O.
   *
   * @throws {LedgerError} log or views cannot be reached; nothing is exposed then
   */
  refresh(log: LagSource, nowMs: number): Promise<void>;
}

/** Exposes how far projections are behind the log, and which are halted. */
export class ProjectionMeter implements Meter {
  readonly #metrics: LedgerMetrics;
  readonly #places: () => Promise<readonly ProjectionPlace[]>;

  /** @param places the present states of the projections, from the views or from their runner */
  constructor(metrics: LedgerMetrics, places: () => Promise<readonly ProjectionPlace[]>) {
    this.#metrics = metrics;
    this.#places = places;
  }

  async refresh(log: LagSource, nowMs: number): Promise<void> {
    const { projectionPosition, projectionStopped } = this.#metrics;
    const { projectionLagEvents, projectionLagSeconds } = this.#metrics;
    projectionPosition.reset();
    projectionStopped.reset();
    projectionLagEvents.reset();
    projectionLagSeconds.reset();
    const places = await this.#places();
    for (const { name: projection, position, state } of places) {
      projectionPosition.set({ projection }, position);
      projectionStopped.set({ projection }, state === 'stopped' ? 1 : 0);
    }
    const positions = new Map(places.map(({ name, position }) => [name, position]));
    for (const [projection, lag] of await lagsBehind(log, positions, nowMs)) {
      projectionLagEvents.set({ projection }, lag.events);
      projectionLagSeconds.set({ projection }, lag.seconds);
    }
  }
}

/** Counts the work of this process's bridge, and how far its output is behind the log. */
export class BridgeMeter implements BridgeMetrics, Meter {
  readonly #metrics: LedgerMetrics;
  readonly #positions = new Map<string, number>();

  constructor(metrics: LedgerMetrics) {
    this.#metrics = metrics;
  }

  reportsTaken(outcome: string, count: number): void {
    this.#metrics.bridgeInMessages.inc(count);
    this.#metrics.reports.inc({ outcome }, count);
  }

  reportRefused(code: string): void {
    this.#metrics.bridgeInMessages.inc();
    this.#metrics.bridgeRefused.inc({ code });
    this.#metrics.reports.inc({ outcome: 'refused' });
    this.#metrics.reportsRefused.inc({ code });
  }

  batchUnreadable(partition: number): void {
    this.#metrics.bridgeInUnreadable.inc({ partition: String(partition) });
  }

  partitionHeld(partition: number, isHeld: boolean): void {
    this.#metrics.bridgeInHeld.set({ partition: String(partition) }, isHeld ? 1 : 0);
  }

  reportsLag(partition: number, messages: number): void {
    this.#metrics.bridgeInLagMessages.set({ partition: String(partition) }, messages);
  }

  sent(topic: string, messages: number): void {
    this.#metrics.bridgeOutMessages.inc({ topic }, messages);
  }

  laneReached(lane: string, position: number): void {
    this.#positions.set(lane, position);
  }

  /** Otherwise the lane would seem to fall behind while another bridge sends it. */
  laneLeft(lane: string): void {
    this.#positions.delete(lane);
  }

  async refresh(log: LagSource, nowMs: number): Promise<void> {
    const { bridgeOutLagEvents, bridgeOutLagSeconds } = this.#metrics;
    bridgeOutLagEvents.reset();
    bridgeOutLagSeconds.reset();
    for (const [lane, lag] of await lagsBehind(log, this.#positions, nowMs)) {
      bridgeOutLagEvents.set({ lane }, lag.events);
      bridgeOutLagSeconds.set({ lane }, lag.seconds);
    }
  }
}

/** The only follower of findings. */
const FOLLOWER = 'findings';

/** Counts what the follower of findings did, and how far it is behind the log. */
export class FindingsMeter implements Meter {
  readonly #metrics: LedgerMetrics;
  readonly #positions = new Map<string, number>();

  constructor(metrics: LedgerMetrics) {
    this.#metrics = metrics;
  }

  reviewed(raised: number, closed: number): void {
    this.#metrics.findingsReviews.inc({ outcome: 'reviewed' });
    this.#metrics.findingsRaised.inc(raised);
    this.#metrics.findingsClosed.inc(closed);
  }

  refused(code: string): void {
    this.#metrics.findingsReviews.inc({ outcome: code });
  }

  reached(position: number): void {
    this.#positions.set(FOLLOWER, position);
  }

  /** Otherwise it would seem to fall behind while another process follows. */
  left(): void {
    this.#positions.clear();
  }

  async refresh(log: LagSource, nowMs: number): Promise<void> {
    const { findingsLagEvents, findingsLagSeconds } = this.#metrics;
    findingsLagEvents.reset();
    findingsLagSeconds.reset();
    for (const [follower, lag] of await lagsBehind(log, this.#positions, nowMs)) {
      findingsLagEvents.set({ follower }, lag.events);
      findingsLagSeconds.set({ follower }, lag.seconds);
    }
  }
}
