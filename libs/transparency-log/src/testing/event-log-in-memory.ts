import type { StoredEvent } from '@ledger/event-store-port';
import { canonicalJson, sha256Hex } from '@ledger/kernel';

/** An event with a salt, the same for the same number. */
export function exampleEvent(position: number, value = 'a'): StoredEvent {
  const place = { id: `event-${position}`, revision: position - 1, stream: 'figure-a/b/2024' };
  const type = 'FigureRecorded';
  const salt = Buffer.from(sha256Hex(`${position}`), 'hex')
    .toString('base64url')
    .slice(0, 22);
  return { ...place, type, position, body: canonicalJson({ data: { value }, ...place, salt }) };
}

/** That many consecutive events. */
export function exampleEvents(count: number): readonly StoredEvent[] {
  return Array.from({ length: count }, (_, i) => exampleEvent(i + 1));
}

/** Reads events as an event store does, in order of position. */
export function readingOf(events: readonly StoredEvent[]) {
  return {
    readAll: async (after: number, eventsMax: number) =>
      events.filter(({ position }) => position > after).slice(0, eventsMax),
  };
}
