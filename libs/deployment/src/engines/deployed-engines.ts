import { KurrentDbEventStore } from '@ledger/event-store-kurrentdb';
import type { ForeignEvent } from '@ledger/event-store-port';
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

/** The addresses of the servers. */
export interface EngineAddresses {
  readonly eventStore: EventStoreSettings;
  readonly database: DatabaseSettings;
  /** The operator has confirmed that the times of clock and log are right up to this moment. */
  readonly timeAcceptedUntil?: Instant;
  /** Called once for each event in the log's streams that the ledger did not write. */
  readonly onForeign?: (event: ForeignEvent) => void;
}

/**
 * Opens log and views on servers; it connects on first use.
 *
 * @throws {MalformedConnection} the client cannot parse the address of the log
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
    openFollowed: openRows,
    lease: new PostgresLease(place),
    openFindingsLease: () => new PostgresLease(place, 'findings'),
  };
}
