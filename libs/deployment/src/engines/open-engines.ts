import type { EventStore, ForeignEvent } from '@ledger/event-store-port';
import type { ViewTables } from '@ledger/figures-read-models';
import type { Kysely } from 'kysely';
import type { EngineAddresses } from './deployed-engines.js';
import type { SharedEngines } from './engines.js';
import { GuardedEventStore } from './guarded-event-store.js';
import { LogWatermark } from './log-watermark.js';
import { compareWithViews } from './seen-by-views.js';

/**
 * Opens log and views on servers; it connects on first use.
 *
 * @param onForeign called once for each event in the log's streams that the ledger did not
 *   write
 * @throws {MalformedConnection} the client cannot parse the address of the log
 */
export async function openServers(
  addresses: EngineAddresses,
  onForeign: (event: ForeignEvent) => void = () => undefined,
): Promise<SharedEngines> {
  // Imported here: a ledger in files needs none of the servers' clients.
  const { openDeployed } = await import('./deployed-engines.js');
  return openDeployed({ ...addresses, onForeign });
}

/**
 * The log for programs that write to it beside the server. It refuses appends once it has lost
 * events that the views have seen.
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
