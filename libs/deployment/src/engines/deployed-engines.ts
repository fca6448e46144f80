import { KurrentDbEventStore, type ForeignEvent } from '@ledger/event-store-kurrentdb';
import type { ViewTables } from '@ledger/figures-read-models';
import type { Instant } from '@ledger/kernel';
import {
  openPostgresViews,
  PostgresLease,
  PostgresProjectionStore,
} from '@ledger/projections-postgres';
import type { DatabaseSettings, EventStoreSettings } from '../settings/engine-settings.js';
import type { SharedEngines } from './engines.js';
import { guardedTime } from './guarded-time.js';

/** Where the servers are. */
export interface EngineAddresses {
  readonly eventStore: EventStoreSettings;
  readonly database: DatabaseSettings;
  /** Up to here the operator has said that the times of clock and record are right. */
  readonly timeAcceptedUntil?: Instant;
  /** Receives, once, each event in the record's streams that the ledger did not write. */
  readonly onForeign?: (event: ForeignEvent) => void;
}

/**
 * Opens record and views on servers; those are met at the first question.
 *
 * @throws {MalformedConnection} the client cannot read the record's address
 */
export function openDeployed(addresses: EngineAddresses): SharedEngines {
  const { eventStore, database, onForeign } = addresses;
  const place = { url: database.url.reveal(), schema: database.schema };
  const openRows = () => PostgresProjectionStore.open(place);
  return {
    eventStore: new KurrentDbEventStore({
      connectionString: eventStore.url.reveal(),
      streamPrefix: eventStore.prefix,
      time: guardedTime(addresses),
      ...(onForeign && { onForeign }),
    }),
    views: openPostgresViews<ViewTables>(place),
    openRows,
    openCheckpoints: openRows,
    lease: new PostgresLease(place),
  };
}
