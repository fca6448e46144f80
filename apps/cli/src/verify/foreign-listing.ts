import type { ForeignEvent } from '@ledger/event-store-kurrentdb';

/** What others wrote to the streams of the record, each event once and in order of position. */
export class ForeignListing {
  readonly #met = new Map<string, ForeignEvent>();

  /** Takes down an event, however often it is met. */
  readonly met = (event: ForeignEvent): void => {
    this.#met.set(`${event.position} ${event.stream} ${event.revision}`, event);
  };

  get events(): readonly ForeignEvent[] {
    return [...this.#met.values()].sort((a, b) => a.position - b.position);
  }
}

/** What a person is told of the events of others: a line for all, and one for each. */
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
