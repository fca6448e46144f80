import type { EventStore } from '@ledger/event-store-port';
import { SqliteEventStore } from '@ledger/event-store-sqlite';
import type { ServerEvents } from './server-events.js';

/** Where another thread finds the event log that it follows. It can be copied to that thread. */
export type EventsToFollow =
  | { readonly kind: 'embedded'; readonly eventsFile: string }
  | ({ readonly kind: 'deployed' } & ServerEvents);

/**
 * Opens an event log for reading.
 *
 * @throws {StoreShapeUnknown | StoreUnavailable} of files; servers are connected to on first use
 * @throws {MalformedConnection} the client cannot parse the address
 */
export async function openEventsToFollow(events: EventsToFollow): Promise<EventStore> {
  if (events.kind === 'embedded') {
    return SqliteEventStore.open({ file: events.eventsFile, readonly: true });
  }
  // Imported here: a ledger in files needs none of the servers' clients.
  const { openServerEvents } = await import('./server-events.js');
  return openServerEvents(events);
}
