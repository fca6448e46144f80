import type { Instant } from '@ledger/kernel';
import type { Projection } from './projection.js';
import type { RowChanges } from './row-changes.js';
import { defineTable, type SqlValue, type Table, type TableOf } from './table.js';

/** How far a projection has come. */
export interface Checkpoint {
  /** Position of the last event its rows reflect; 0 before the first. */
  readonly position: number;
  /** Id of that event, by which the record is known again; empty before the first. */
  readonly eventId: string;
  /** The latest of the ledger's clock readings among the events so far; empty before the first. */
  readonly recordedAt: Instant | '';
}

/** The checkpoint before the first event. */
export const START: Checkpoint = { position: 0, eventId: '', recordedAt: '' };

/** Why a projection stands still: an event it could not take. */
export interface Fault {
  readonly position: number;
  readonly eventId: string;
  readonly type: string;
  /** What went wrong, in words for a person. */
  readonly error: string;
}

/**
 * One set of a projection's tables. Each has a generation of its own; the active one is what
 * readers see under the tables' names, and at most one other is being built beside it.
 */
export interface Build {
  readonly projection: Projection;
  readonly generation: number;
  readonly state: 'building' | 'active';
  readonly checkpoint: Checkpoint;
  /** The event this build stopped at last time, until it gets past it. */
  readonly fault: Fault | null;
}

/** Rows of a projection as they stood together at one position. */
export interface ViewSnapshot {
  readonly checkpoint: Checkpoint;
  /** A table's rows in order of primary key, values in order of columns, in batches. */
  rows(table: Table): AsyncIterable<readonly (readonly SqlValue[])[]>;
  /** What the database itself finds damaged, a line each; empty if it is sound. */
  damages(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/**
 * Keeps the rows of projections, in a place that can be thrown away and built again.
 *
 * Every method may be called again after any failure.
 */
export interface ProjectionStore {
  /**
   * The build to go on with: the active one of this very version, else the unfinished one of it,
   * else a new one beside whatever is active, as {@link begin} makes it.
   *
   * @throws {ViewsUnavailable}
   */
  open(projection: Projection): Promise<Build>;

  /**
   * The build as it is now; if it was replaced or dropped, the active one of its version, or the
   * one that is being built.
   *
   * @throws {ProjectionNotBuilt} there is none of its version: another one took its place
   * @throws {ViewsUnavailable}
   */
  reopen(build: Build): Promise<Build>;

  /**
   * A new, empty build beside the active one, which goes on serving. Any unfinished one is dropped.
   *
   * @throws {ViewsUnavailable}
   */
  begin(projection: Projection): Promise<Build>;

  /**
   * Carries out changes and moves the checkpoint, in one commit: both or neither. A fault noted
   * before is forgotten.
   *
   * @returns the build at its new checkpoint
   * @throws {RowRefused} a row does not fit its table; nothing was written
   * @throws {BuildMoved} the build is elsewhere or gone; nothing was written: open it again
   * @throws {ViewsUnavailable} nothing was written, or all of it was: open it again to find out
   */
  apply(build: Build, changes: RowChanges, upTo: Checkpoint): Promise<Build>;

  /**
   * Makes the indexes of a build, which takes time, before it is finished, which then takes none.
   * Events can still be applied to it. Repeatable; an active build is left as it is.
   *
   * @throws {BuildMoved} the build is gone
   * @throws {ViewsUnavailable}
   */
  index(build: Build): Promise<void>;

  /**
   * Makes the indexes that are not there yet, then lets readers see this build in the place of the
   * active one, at once for all tables, and drops the one it replaces. An active build is left as
   * it is.
   *
   * @throws {BuildMoved} the build is gone
   * @throws {ViewsUnavailable}
   */
  finish(build: Build): Promise<Build>;

  /**
   * Notes where a build stands still, for everybody who asks how the views are.
   *
   * @throws {BuildMoved} the build is gone
   * @throws {ViewsUnavailable}
   */
  stop(build: Build, fault: Fault): Promise<Build>;

  /**
   * The active build's rows as they are together at this moment, whatever is written later.
   *
   * @throws {ProjectionNotBuilt} no build of this version is active
   * @throws {ViewsUnavailable}
   */
  snapshot(projection: Projection): Promise<ViewSnapshot>;

  /** Lets go of everything. Repeatable; every other call from then on is refused. */
  close(): Promise<void>;
}

/** A line of the table in which every store tells how its builds are. */
export interface BuildRow {
  readonly projection: string;
  readonly generation: number;
  readonly version: number;
  /** `building`, `active`, or `retired` until its tables are dropped. */
  readonly state: string;
  readonly position: number;
  readonly event_id: string;
  readonly recorded_at: string;
  /** JSON of a {@link Fault}. */
  readonly fault: string | null;
}

/** Where readers find how fresh the rows are, in the database of the rows. */
export const BUILDS: TableOf<BuildRow> = defineTable<BuildRow>(
  'projection_builds',
  {
    projection: 'text',
    generation: 'integer',
    version: 'integer',
    state: 'text',
    position: 'integer',
    event_id: 'text',
    recorded_at: 'text',
    fault: 'text?',
  },
  { primaryKey: ['projection', 'generation'] },
);
