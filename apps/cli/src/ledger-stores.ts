import { existsSync } from 'node:fs';
import { LedgerError } from '@ledger/kernel';
import type { EventStore } from '@ledger/event-store-port';
import { SqliteEventStore } from '@ledger/event-store-sqlite';
import type { ViewTables } from '@ledger/figures-read-models';
import type { ProjectionStore, ProjectorLease } from '@ledger/projections-port';
import { openSqliteViews, SqliteProjectionStore } from '@ledger/projections-sqlite';
import {
  openServers,
  type DeployedSettings,
  type EmbeddedSettings,
  type ForeignEvent,
  type LedgerPlace,
} from '@ledger/server/engines';
import type { Kysely } from 'kysely';
import { ForeignListing } from './verify/foreign-listing.js';

/** There is no ledger where one was looked for. */
export class NoLedgerHere extends LedgerError {
  readonly code = 'no-ledger-here';

  constructor(readonly folder: string) {
    super(`There is no ledger in ${folder}: import something, or set LEDGER_DATA.`);
  }
}

/** The record and the views of a ledger, with nothing that keeps them up. */
export interface LedgerStores {
  readonly eventStore: EventStore;
  /** What others wrote to the record's streams, as far as it was met in reading. */
  foreign(): readonly ForeignEvent[];
  /** True where positions are counted without gaps. */
  readonly hasEveryPosition: boolean;
  /** What is wrong with the file of the record as a database. */
  fileDamages(): readonly string[];
  /** The right to write the views; none is needed where they are files. */
  readonly lease?: ProjectorLease;
  /** Opens where the views are written; whoever opens it closes it. */
  openViews(): ProjectionStore;
  /** Opens the views for reading; whoever opens them closes them. */
  openRows(): Kysely<ViewTables>;
  close(): Promise<void>;
}

/** @throws {NoLedgerHere} the folder has no record */
export async function openStores(place: LedgerPlace): Promise<LedgerStores> {
  return place.kind === 'embedded' ? inFiles(place) : onServers(place);
}

function inFiles({ eventsFile, viewsFile, dataFolder }: EmbeddedSettings): LedgerStores {
  if (!existsSync(eventsFile)) throw new NoLedgerHere(dataFolder);
  const eventStore = SqliteEventStore.open({ file: eventsFile, readonly: true });
  return {
    eventStore,
    foreign: () => [],
    hasEveryPosition: true,
    fileDamages: () => eventStore.damages(),
    openViews: () => SqliteProjectionStore.open({ file: viewsFile }),
    openRows: () => openSqliteViews<ViewTables>({ file: viewsFile }),
    close: () => eventStore.close(),
  };
}

async function onServers(place: DeployedSettings): Promise<LedgerStores> {
  const listing = new ForeignListing();
  const { eventStore, views, openRows, lease } = await openServers(place, listing.met);
  return {
    eventStore,
    foreign: () => listing.events,
    hasEveryPosition: false,
    fileDamages: () => [],
    lease,
    openViews: openRows,
    openRows: () => views,
    close: () => eventStore.close(),
  };
}
