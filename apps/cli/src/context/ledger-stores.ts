import { existsSync, rmSync } from 'node:fs';
import { LedgerError } from '@ledger/kernel';
import type { EventStore } from '@ledger/event-store-port';
import { SqliteEventStore } from '@ledger/event-store-sqlite';
import type { ViewTables } from '@ledger/figures-read-models';
import type { ProjectionStore, ProjectorLease } from '@ledger/projections-port';
import {
  openEmbeddedStore,
  openEmbeddedViews,
  openServers,
  type DeployedSettings,
  type EmbeddedSettings,
  type LedgerPlace,
} from '@ledger/deployment';
import type { Kysely } from 'kysely';

/** There is no ledger at the given location. */
export class NoLedgerHere extends LedgerError {
  readonly code = 'no-ledger-here';
  readonly kind = 'refusal';

  constructor(readonly folder: string) {
    super(`There is no ledger in ${folder}: import something, or set LEDGER_DATA.`);
  }
}

/** The log and the views of a ledger, without a projector. */
export interface LedgerStores {
  readonly eventStore: EventStore;
  /** The lease on writing the views; none is needed if they are files. */
  readonly lease?: ProjectorLease;
  /** Opens the views for writing; the caller closes them. */
  openViews(): ProjectionStore;
  /** Discards a broken file of views, where they are the ledger's own file. */
  readonly discardViews?: () => void;
  /** Opens the views for reading; the caller closes them. */
  openRows(): Kysely<ViewTables>;
  close(): Promise<void>;
}

/** @throws {NoLedgerHere} the folder has no log */
export async function openStores(place: LedgerPlace): Promise<LedgerStores> {
  return place.kind === 'embedded' ? inFiles(place) : onServers(place);
}

function inFiles(files: EmbeddedSettings): LedgerStores {
  const { eventsFile, viewsFile, dataFolder } = files;
  if (!existsSync(eventsFile)) throw new NoLedgerHere(dataFolder);
  const eventStore = SqliteEventStore.open({ file: eventsFile, readonly: true });
  return {
    eventStore,
    openViews: () => openEmbeddedStore(files),
    discardViews: () => {
      for (const end of ['', '-wal', '-shm']) rmSync(`${viewsFile}${end}`, { force: true });
    },
    openRows: () => openEmbeddedViews(files),
    close: () => eventStore.close(),
  };
}

async function onServers(place: DeployedSettings): Promise<LedgerStores> {
  const { eventStore, views, openRows, lease } = await openServers(place);
  return {
    eventStore,
    lease,
    openViews: openRows,
    openRows: () => views,
    close: () => eventStore.close(),
  };
}
