import { KurrentDbEventStore } from '@ledger/event-store-kurrentdb';
import type { EventStore } from '@ledger/event-store-port';

/** Where the event log of a server is. */
export interface ServerEvents {
  /** With the credentials. */
  readonly connectionString: string;
  readonly streamPrefix: string;
}

/**
 * Opens the event log of a server, to which it connects on first use.
 *
 * @throws {MalformedConnection} the client cannot parse the address
 */
export function openServerEvents(events: ServerEvents): EventStore {
  return new KurrentDbEventStore(events);
}
