import type { EventStore } from '@ledger/event-store-port';
import { isTransient } from '@ledger/kernel';
import { advance } from './advance.js';
import { ViewsOfAnotherLog } from './projection-errors.js';
import type { ProjectedEvent, Projection } from './projection.js';
import type { Build, Fault, ProjectionStore } from './projection-store.js';
import { checkSameLog } from './same-record.js';

/** How a projection is doing. */
export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  /**
   * `building` until it has caught up for the first time, `live` from then on, `stopped` before an
   * event it cannot take, `waiting` while the record or the views are out of reach.
   */
  readonly state: 'building' | 'live' | 'stopped' | 'waiting';
  /** Position of the last event its rows reflect. */
  readonly position: number;
  /** Where it stopped. */
  readonly fault?: Fault;
  /** What it waits for. */
  readonly outage?: string;
}

/** Before every position: not even an empty ledger can be seen. */
export const NOTHING_SEEN = -1;

/** One projection on its way along the record. */
export class ProjectionTrack {
  readonly #store: ProjectionStore;
  #build: Build;
  #fault: Fault | null = null;
  #outage: string | null = null;

  constructor(store: ProjectionStore, build: Build) {
    this.#store = store;
    this.#build = build;
  }

  get projection(): Projection {
    return this.#build.projection;
  }

  get position(): number {
    return this.#build.checkpoint.position;
  }

  /** Position up to which readers see it. */
  get seenUpTo(): number {
    return this.isBuilding ? NOTHING_SEEN : this.position;
  }

  get isBuilding(): boolean {
    return this.#build.state === 'building';
  }

  /** Where it stopped, until it is rebuilt or the process starts anew; null while it goes on. */
  get fault(): Fault | null {
    return this.#fault;
  }

  get status(): ProjectionStatus {
    const { name, version } = this.projection;
    const common = { name, version, position: this.position };
    if (this.#fault !== null) return { ...common, state: 'stopped', fault: this.#fault };
    if (this.#outage !== null) return { ...common, state: 'waiting', outage: this.#outage };
    return { ...common, state: this.isBuilding ? 'building' : 'live' };
  }

  /** True if somebody, as by rebuilding, has put another build in the place of this one. */
  async isReplaced(): Promise<boolean> {
    try {
      const { generation } = await this.#store.reopen(this.#build);
      return generation !== this.#build.generation;
    } catch (error) {
      // An outage is met by whatever is done next. Else another version took its place, which a
      // projection that stands still has been told already.
      return !isTransient(error) && this.#fault === null;
    }
  }

  /**
   * Takes up the build again as the store has it now, and makes sure it is of this record. One that
   * stands still does so until another build takes its place.
   */
  async resume(eventStore: EventStore): Promise<void> {
    if (this.#fault !== null && !(await this.isReplaced())) return;
    try {
      this.#build = await this.#store.reopen(this.#build);
      this.#fault = null;
      await checkSameLog(eventStore, this.#build);
    } catch (error) {
      if (isTransient(error)) throw error;
      await this.#standStill(error);
    }
    this.#outage = null;
  }

  /** Applies events, up to one that it cannot take. */
  async advance(events: readonly ProjectedEvent[]): Promise<void> {
    const { build, fault } = await advance(this.#store, this.#build, events);
    this.#build = build;
    this.#fault = fault;
  }

  /** Lets readers see the build, if they do not yet. */
  async finish(): Promise<void> {
    if (this.isBuilding) this.#build = await this.#store.finish(this.#build);
  }

  /** Notes that it has to wait. */
  interrupt(outage: string): void {
    this.#outage = outage;
  }

  /** No event is at fault, but going on would mix two records or undo another version's work. */
  async #standStill(error: unknown): Promise<void> {
    const { position, eventId } = this.#build.checkpoint;
    this.#fault = { position, eventId, type: '', error: String(error) };
    if (error instanceof ViewsOfAnotherLog) await this.#store.stop(this.#build, this.#fault);
  }
}
