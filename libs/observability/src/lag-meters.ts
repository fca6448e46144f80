import type { BridgeMetrics } from '@ledger/kafka';
import type { ProjectionStatus } from '@ledger/projections-port';
import { lagsBehind, type LoggedLag } from './lag.js';
import type { LedgerMetrics } from './metrics.js';

/** What is asked of a projection, whoever runs it. */
export type ProjectionPlace = Pick<ProjectionStatus, 'name' | 'position' | 'state'>;

/** Something that is only counted when somebody asks. */
export interface Meter {
  /**
   * Counts anew; forgets what it counted before it waits for anything.
   *
   * @throws {LedgerError} record or views cannot be reached; nothing is told then
   */
  refresh(record: LoggedLag, nowMs: number): Promise<void>;
}

/** Tells how far projections are behind the record, and which stand still. */
export class ProjectionMeter implements Meter {
  readonly #metrics: LedgerMetrics;
  readonly #places: () => Promise<readonly ProjectionPlace[]>;

  /** @param places how the projections are now, as the views or their runner tell */
  constructor(metrics: LedgerMetrics, places: () => Promise<readonly ProjectionPlace[]>) {
    this.#metrics = metrics;
    this.#places = places;
  }

  async refresh(record: LoggedLag, nowMs: number): Promise<void> {
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
    for (const [projection, lag] of await lagsBehind(record, positions, nowMs)) {
      projectionLagEvents.set({ projection }, lag.events);
      projectionLagSeconds.set({ projection }, lag.seconds);
    }
  }
}

/** Counts what the bridge of this process does, and how far what it sends is behind the record. */
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

  /** A position that stands still here would seem to fall behind while another bridge sends. */
  laneLeft(lane: string): void {
    this.#positions.delete(lane);
  }

  async refresh(record: LoggedLag, nowMs: number): Promise<void> {
    const { bridgeOutLagEvents, bridgeOutLagSeconds } = this.#metrics;
    bridgeOutLagEvents.reset();
    bridgeOutLagSeconds.reset();
    for (const [lane, lag] of await lagsBehind(record, this.#positions, nowMs)) {
      bridgeOutLagEvents.set({ lane }, lag.events);
      bridgeOutLagSeconds.set({ lane }, lag.seconds);
    }
  }
}
