import type { ForeignEvent } from '@ledger/event-store-kurrentdb';
import type { EventStore } from '@ledger/event-store-port';
import type { ViewTables } from '@ledger/figures-read-models';
import type { Kysely } from 'kysely';
import type { EngineAddresses } from './deployed-engines.js';
import type { SharedEngines } from './engines.js';
import { GuardedEventStore } from './guarded-event-store.js';
import { LogWatermark } from './log-watermark.js';
import { compareWithViews } from './seen-by-views.js';

/**
 * Opens record and views on servers; those are met at the first question.
 *
 * @param onForeign receives, once, each event in the record's streams the ledger did not write
 * @throws {MalformedConnection} the client cannot read the record's address
 */
export async function openServers(
  addresses: EngineAddresses,
  onForeign: (event: ForeignEvent) => void = () => undefined,
): Promise<SharedEngines> {
  // Only here: who keeps files needs none of the clients of servers.
  const { openDeployed } = await import('./deployed-engines.js');
  return openDeployed({ ...addresses, onForeign });
}

/**
 * The record as it may be written to by a program beside the server: not at all once it has lost
 * what the views have seen of it.
 */
export async function guardedByViews(
  eventStore: EventStore,
  views: Kysely<ViewTables>,
): Promise<EventStore> {
  const mark = new LogWatermark(eventStore);
  const stopping = new AbortController();
  await compareWithViews(mark, views, stopping.signal);
  stopping.abort();
  return new GuardedEventStore(eventStore, mark);
}
