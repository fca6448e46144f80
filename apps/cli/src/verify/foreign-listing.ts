import type { ForeignEvent } from '@ledger/event-store-kurrentdb';

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

/** The foreign events as text: a summary line, then a line for each. */
export function foreignLines(events: readonly ForeignEvent[]): readonly string[] {
  if (events.length === 0) return [];
  const streams = new Set(events.map(({ stream }) => stream)).size;
  return [
    `not the ledger's: ${events.length} events in ${streams} streams, which it passes over`,
    ...events.map(
      ({ position, stream, revision, type, createdAt }) =>
        `  position ${position}, event ${revision} of ${stream}: ${type}, ${createdAt}`,
    ),
  ];
}
