import type { EventStore } from '@ledger/event-store-port';

/** The last event that was seen at the end of the record. */
interface Mark {
  readonly position: number;
  readonly eventId: string;
}

/**
 * Finds that a record has been replaced, as by an older copy of it, under a process that has seen
 * its end: also one that follows nothing, and also once the record has grown beyond that end.
 */
export class RecordMark {
  readonly #record: Pick<EventStore, 'head' | 'readAll'>;
  #mark: Mark | undefined;

  constructor(record: Pick<EventStore, 'head' | 'readAll'>) {
    this.#record = record;
  }

  /**
   * What is missing of the record that was seen, if anything is; else it takes down its end now.
   *
   * @throws {StoreUnavailable} the record cannot be read now
   */
  async fault(): Promise<string | undefined> {
    const head = await this.#record.head();
    const mark = this.#mark;
    if (mark !== undefined && (await this.#eventAt(mark.position)) !== mark.eventId) {
      return (
        `The record ends at position ${head} and no longer has event ${mark.eventId} at position ` +
        `${mark.position}, which was seen there: it is an older copy, or another record. ` +
        'Restore the right one, or start all processes anew and rebuild the views.'
      );
    }
    if (head === mark?.position) return undefined;
    const eventId = await this.#eventAt(head);
    if (eventId !== undefined) this.#mark = { position: head, eventId };
    return undefined;
  }

  async #eventAt(position: number): Promise<string | undefined> {
    const [event] = await this.#record.readAll(position - 1, 1);
    return event?.position === position ? event.id : undefined;
  }
}
