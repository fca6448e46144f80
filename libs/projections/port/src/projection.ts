import { decodeRecord, type EventRecord } from '@ledger/kernel';
import type { StoredEvent } from '@ledger/event-store-port';
import type { RowChanges } from './row-changes.js';
import type { Table } from './table.js';

/** An event as a projection sees it: its place, its bytes, and what they say. */
export interface ProjectedEvent {
  readonly position: number;
  readonly id: string;
  readonly type: string;
  /** The stored bytes. */
  readonly body: string;
  /**
   * What the bytes say; read once, whoever asks first.
   *
   * @throws {SyntaxError} they say nothing: the record is damaged
   */
  readonly record: EventRecord;
}

/**
 * A way to see the record as rows, declared without a database.
 *
 * It never reads its own tables: what becomes of an event follows from that event and those beside
 * it in its batch alone, and its changes come out the same however the events are cut into batches.
 * So every store applies it by its best means, and it is tested by calling it.
 */
export interface Projection {
  /** Never changed: its checkpoints are kept under it. */
  readonly name: string;
  /** Raised with every change of its tables or of what it makes of events. */
  readonly version: number;
  readonly tables: readonly Table[];
  /**
   * Notes the row changes that some events lead to. Anything it throws stops this projection at
   * the event that did it.
   *
   * @param events in order of position, at least one
   */
  project(events: readonly ProjectedEvent[], changes: RowChanges): void;
}

/** A stored event that is read only when somebody needs what it says, and then once for all. */
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
