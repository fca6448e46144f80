import type { EventStore } from '@ledger/event-store-port';

/** An event that was seen at the end of the log. */
export interface Mark {
  readonly position: number;
  readonly eventId: string;
}

/**
 * Detects that a log was replaced, for instance by an older copy, while a process that has seen
 * its end runs. It also detects this in a process that follows nothing, and after the
 * replacement has grown past that end.
 */
export class LogWatermark {
  readonly #eventStore: Pick<EventStore, 'head' | 'readAll'>;
  #mark: Mark | undefined;
  #lastFault: string | undefined;
  #refusal: string | undefined;

  constructor(eventStore: Pick<EventStore, 'head' | 'readAll'>) {
    this.#eventStore = eventStore;
  }

  /** The fault found by the last check. */
  get lastFault(): string | undefined {
    return this.#lastFault;
  }

  /** Records that the log differs from what was signed: it stays refused until a restart. */
  refuse(fault: string): void {
    this.#refusal = fault;
    this.#lastFault = fault;
  }

  /** Records that the event was seen, for instance because the views reflect it. */
  expect(mark: Mark): void {
    this.#mark = mark;
  }

  /**
   * What is missing of the log that was seen, if anything is; else remembers its present end.
   *
   * @throws {StoreUnavailable} the log cannot be read now
   */
  async fault(): Promise<string | undefined> {
    return (this.#lastFault = this.#refusal ?? (await this.#look()));
  }

  async #look(): Promise<string | undefined> {
    const head = await this.#eventStore.head();
    const mark = this.#mark;
    if (mark !== undefined && (await this.#eventAt(mark.position)) !== mark.eventId) {
      return (
        `The log ends at position ${head} and no longer has event ${mark.eventId} at position ` +
        `${mark.position}, which was seen there: its end was deleted, or it is an older copy or ` +
        'another log. Nothing is written to it. Restore the right one; or, if this one is ' +
        'meant, stop all processes, rebuild the views and start them again.'
      );
    }
    if (head === mark?.position) return undefined;
    const eventId = await this.#eventAt(head);
    if (eventId !== undefined) this.#mark = { position: head, eventId };
    return undefined;
  }

  async #eventAt(position: number): Promise<string | undefined> {
    const [event] = await this.#eventStore.readAll(position - 1, 1);
    return event?.position === position ? event.id : undefined;
  }
}
