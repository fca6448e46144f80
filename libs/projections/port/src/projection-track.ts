import type { EventStore } from '@ledger/event-store-port';
import { isTransient } from '@ledger/kernel';
import { advance } from './advance.js';
import { ViewsOfAnotherLog } from './projection-errors.js';
import type { ProjectedEvent, Projection } from './projection.js';
import type { Build, Fault, ProjectionStore } from './projection-store.js';
import { checkSameLog } from './same-log.js';

/** The status of a projection. */
export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  /**
   * `building` until it has caught up for the first time, `live` from then on, `stopped` before
   * an event it cannot apply, `waiting` while the log or the views are unreachable.
   */
  readonly state: 'building' | 'live' | 'stopped' | 'waiting';
  /** Position of the last event its rows reflect. */
  readonly position: number;
  /** Where it stopped. */
  readonly fault?: Fault;
  /** What it waits for. */
  readonly outage?: string;
}

/** Before every position: not even an empty ledger is visible. */
export const NOTHING_SEEN = -1;

/** A projection and its progress along the log. */
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

  /** Where it stopped, until it is rebuilt or the process restarts; null while it runs. */
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

  /** True if another build has replaced this one, as by a rebuild. */
  async isReplaced(): Promise<boolean> {
    try {
      const { generation } = await this.#store.reopen(this.#build);
      return generation !== this.#build.generation;
    } catch (error) {
      // An outage fails the next step anyway. Otherwise another version replaced it, and a
      // stopped projection has already been marked so.
      return !isTransient(error) && this.#fault === null;
    }
  }

  /**
   * Reopens the build as the store now has it, and checks that it is of this log. A stopped one
   * stays stopped until another build replaces it.
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

  /** Applies events, up to one that it cannot apply. */
  async advance(events: readonly ProjectedEvent[]): Promise<void> {
    const { build, fault } = await advance(this.#store, this.#build, events);
    this.#build = build;
    this.#fault = fault;
  }

  /** Switches readers to the build, if they are not yet. */
  async finish(): Promise<void> {
    if (this.isBuilding) this.#build = await this.#store.finish(this.#build);
  }

  /** Notes an outage. */
  interrupt(outage: string): void {
    this.#outage = outage;
  }

  /** No event is at fault, but continuing would mix two logs or undo another version's work. */
  async #standStill(error: unknown): Promise<void> {
    const { position, eventId } = this.#build.checkpoint;
    this.#fault = { position, eventId, type: '', error: String(error) };
    if (error instanceof ViewsOfAnotherLog) await this.#store.stop(this.#build, this.#fault);
  }
}
