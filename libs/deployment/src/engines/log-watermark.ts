import type { EventStore } from '@ledger/event-store-port';

/** An event that was seen at the end of the record. */
export interface Mark {
  readonly position: number;
  readonly eventId: string;
}

/**
 * Finds that a record has been replaced, as by an older copy of it, under a process that has seen
 * its end: also one that follows nothing, and also once the record has grown beyond that end.
 */
export class LogWatermark {
  readonly #record: Pick<EventStore, 'head' | 'readAll'>;
  #mark: Mark | undefined;
  #lastFault: string | undefined;
  #refusal: string | undefined;

  constructor(record: Pick<EventStore, 'head' | 'readAll'>) {
    this.#record = record;
  }

  /** What was missing when somebody last looked. */
  get lastFault(): string | undefined {
    return this.#lastFault;
  }

  /** Somebody has found that it is another than was signed: it stays refused until a restart. */
  refuse(fault: string): void {
    this.#refusal = fault;
    this.#lastFault = fault;
  }

  /** Somebody has seen that event, as views that reflect it have. */
  expect(mark: Mark): void {
    this.#mark = mark;
  }

  /**
   * What is missing of the record that was seen, if anything is; else it takes down its end now.
   *
   * @throws {StoreUnavailable} the record cannot be read now
   */
  async fault(): Promise<string | undefined> {
    return (this.#lastFault = this.#refusal ?? (await this.#look()));
  }

  async #look(): Promise<string | undefined> {
    const head = await this.#record.head();
    const mark = this.#mark;
    if (mark !== undefined && (await this.#eventAt(mark.position)) !== mark.eventId) {
      return (
        `The record ends at position ${head} and no longer has event ${mark.eventId} at position ` +
        `${mark.position}, which was seen there: its end was deleted, or it is an older copy or ` +
        'another record. Nothing is written to it. Restore the right one; or, if this one is ' +
        'meant, stop all processes, rebuild the views and start them again.'
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
