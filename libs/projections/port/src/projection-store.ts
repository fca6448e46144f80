import type { Instant } from '@ledger/kernel';
import type { Projection } from './projection.js';
import type { RowChanges } from './row-changes.js';
import { defineTable, type SqlValue, type Table, type TableOf } from './table.js';

/** How far a projection has come. */
export interface Checkpoint {
  /** Position of the last event its rows reflect; 0 before the first. */
  readonly position: number;
  /** Id of that event, which identifies the log; empty before the first. */
  readonly eventId: string;
  /** The latest of the ledger's clock readings among the events so far; empty before the first. */
  readonly recordedAt: Instant | '';
}

/** The checkpoint before the first event. */
export const START: Checkpoint = { position: 0, eventId: '', recordedAt: '' };

/** Why a projection stopped: an event it could not apply, or rows it could not derive. */
export interface Fault {
  readonly position: number;
  readonly eventId: string;
  readonly type: string;
  /** What went wrong, in words for a person. */
  readonly error: string;
}

/**
 * One set of a projection's tables, with a generation of its own. Readers see the active one
 * under the tables' names; at most one other is being built beside it.
 */
export interface Build {
  readonly projection: Projection;
  readonly generation: number;
  readonly state: 'building' | 'active';
  readonly checkpoint: Checkpoint;
  /** The event this build last stopped at, until it gets past it. */
  readonly fault: Fault | null;
}

/** Rows of a projection at one position. */
export interface ViewSnapshot {
  readonly checkpoint: Checkpoint;
  /** A table's rows in order of primary key, values in order of columns, in batches. */
  rows(table: Table): AsyncIterable<readonly (readonly SqlValue[])[]>;
  /** Damage reported by the database itself, one line each; empty if it is sound. */
  damages(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/**
 * Keeps the rows of projections, all of which can be discarded and rebuilt.
 *
 * Every method may be called again after any failure.
 */
export interface ProjectionStore {
  /**
   * The build to continue: the active one of this very version, else its unfinished one, else a
   * new one beside the active one, as {@link begin} makes it.
   *
   * @throws {ViewsUnavailable}
   */
  open(projection: Projection): Promise<Build>;

  /**
   * The build as it is now; if it was replaced or dropped, the active one of its version, or the
   * one under way.
   *
   * @throws {ProjectionNotBuilt} there is none of its version: another one replaced it
   * @throws {ViewsUnavailable}
   */
  reopen(build: Build): Promise<Build>;

  /**
   * A new, empty build beside the active one, which stays in use. Any unfinished one is dropped.
   *
   * @throws {ViewsUnavailable}
   */
  begin(projection: Projection): Promise<Build>;

  /**
   * Applies changes and moves the checkpoint, in one commit: both or neither. An earlier fault
   * is cleared.
   *
   * @returns the build at its new checkpoint
   * @throws {RowRefused} a row does not fit its table; nothing was written
   * @throws {BuildMoved} the build was moved or dropped; nothing was written: open it again
   * @throws {ViewsUnavailable} nothing was written, or all of it was: open it again to find out
   */
  apply(build: Build, changes: RowChanges, upTo: Checkpoint): Promise<Build>;

  /**
   * Builds the indexes of a build, which takes time, so that finishing it takes none. Events can
   * still be applied to it. Repeatable; an active build stays unchanged.
   *
   * @throws {BuildMoved} the build is gone
   * @throws {ViewsUnavailable}
   */
  index(build: Build): Promise<void>;

  /**
   * Builds the missing indexes, then switches readers to this build, at once for all tables, and
   * drops the one it replaces. An active build stays unchanged.
   *
   * @throws {BuildMoved} the build is gone
   * @throws {ViewsUnavailable}
   */
  finish(build: Build): Promise<Build>;

  /**
   * Records where a build stopped, for its status.
   *
   * @throws {BuildMoved} the build is gone
   * @throws {ViewsUnavailable}
   */
  stop(build: Build, fault: Fault): Promise<Build>;

  /**
   * A snapshot of the active build's rows at this moment.
   *
   * @throws {ProjectionNotBuilt} no build of this version is active
   * @throws {ViewsUnavailable}
   */
  snapshot(projection: Projection): Promise<ViewSnapshot>;

  /** Releases everything. Repeatable; every later call is refused. */
  close(): Promise<void>;
}

/** A row of the table with the state of builds, in every store. */
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
