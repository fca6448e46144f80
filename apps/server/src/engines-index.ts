import type { ForeignEvent } from '@ledger/event-store-kurrentdb';
import type { EventStore } from '@ledger/event-store-port';
import type { ViewTables } from '@ledger/figures-read-models';
import type { Kysely } from 'kysely';
import type { Engines, SharedEngines } from './engines.js';
import type { KafkaSettings } from './engine-settings.js';
import { GuardedEventStore } from './guarded-event-store.js';
import { RecordMark } from './record-mark.js';
import { compareWithViews } from './seen-by-views.js';
import type { DeployedSettings } from './settings.js';

export { openEmbedded } from './embedded-engines.js';
export type { ForeignEvent } from '@ledger/event-store-kurrentdb';
export type { Engines, SharedEngines } from './engines.js';
export * from './ledger-place.js';
export { makeFolder } from './make-folder.js';
export type { DeployedSettings, EmbeddedSettings } from './settings.js';

/**
 * Opens record and views on servers; those are met at the first question.
 *
 * @param onForeign receives, once, each event in the record's streams the ledger did not write
 * @throws {MalformedConnection} the client cannot read the record's address
 */
export async function openServers(
  place: DeployedSettings,
  onForeign: (event: ForeignEvent) => void = () => undefined,
): Promise<SharedEngines> {
  // Only here: who keeps files needs none of the clients of servers.
  const { openDeployed } = await import('./deployed-engines.js');
  return openDeployed({ ...place, onForeign });
}

/**
 * The record as it may be written to by a program beside the server: not at all once it has lost
 * what the views have seen of it.
 */
export async function guardedByViews(
  eventStore: EventStore,
  views: Kysely<ViewTables>,
): Promise<EventStore> {
  const mark = new RecordMark(eventStore);
  const stopping = new AbortController();
  await compareWithViews(mark, views, stopping.signal);
  stopping.abort();
  return new GuardedEventStore(eventStore, mark);
}

/** As `replayFrom` of `replay.ts`, which brings the client of Kafka with it. */
export async function replay(
  position: number,
  engines: Engines,
  kafka: KafkaSettings,
): Promise<void> {
  const { replayFrom } = await import('./replay.js');
  await replayFrom(position, engines, kafka);
}
