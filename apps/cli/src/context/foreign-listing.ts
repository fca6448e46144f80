import type { ForeignEvent } from '@ledger/event-store-port';

/** Events that others wrote to the log's streams, each once and in order of position. */
export class ForeignListing {
  readonly #met = new Map<string, ForeignEvent>();

  /** Adds an event, however often it is read. */
  readonly met = (event: ForeignEvent): void => {
    this.#met.set(`${event.position} ${event.stream} ${event.revision}`, event);
  };

  get events(): readonly ForeignEvent[] {
    return [...this.#met.values()].sort((a, b) => a.position - b.position);
  }
}
