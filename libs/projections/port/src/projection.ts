import { decodeRecord, type EventRecord } from '@ledger/kernel';
import type { StoredEvent } from '@ledger/event-store-port';
import type { RowChanges } from './row-changes.js';
import type { Table } from './table.js';

/** An event as a projection sees it: its position, its bytes, and its decoded record. */
export interface ProjectedEvent {
  readonly position: number;
  readonly id: string;
  readonly type: string;
  /** The stored bytes. */
  readonly body: string;
  /**
   * The decoded record; decoded once, on first use.
   *
   * @throws {SyntaxError} the bytes cannot be decoded: the log is damaged
   */
  readonly record: EventRecord;
}

/**
 * A way to derive rows from the log, declared without a database.
 *
 * It never reads its own tables: the changes for an event depend on that event and the others of
 * its batch alone, and are the same however the events are split into batches. So every store
 * can apply it in its own best way, and a test only has to call it.
 */
export interface Projection {
  /** Never changed: its checkpoints are stored under it. */
  readonly name: string;
  /** Raised with every change of its tables or of the rows it derives. */
  readonly version: number;
  readonly tables: readonly Table[];
  /**
   * Collects the row changes for some events. Anything it throws stops this projection at the
   * event at fault.
   *
   * @param events in order of position, at least one
   */
  project(events: readonly ProjectedEvent[], changes: RowChanges): void;
}

/** A stored event that is decoded on first use, once for all projections. */
export class DecodedEvent implements ProjectedEvent {
  readonly position: number;
  readonly id: string;
  readonly type: string;
  readonly body: string;
  #record: EventRecord | undefined;

  constructor(stored: StoredEvent) {
    this.position = stored.position;
    this.id = stored.id;
    this.type = stored.type;
    this.body = stored.body;
  }

  get record(): EventRecord {
    return (this.#record ??= decodeRecord(this.body));
  }
}
