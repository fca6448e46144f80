import { existsSync, rmSync } from 'node:fs';
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
  type LedgerPlace,
} from '@ledger/deployment';
import type { Kysely } from 'kysely';

/** There is no ledger where one was looked for. */
export class NoLedgerHere extends LedgerError {
  readonly code = 'no-ledger-here';
  readonly kind = 'refusal';

  constructor(readonly folder: string) {
    super(`There is no ledger in ${folder}: import something, or set LEDGER_DATA.`);
  }
}

/** The record and the views of a ledger, with nothing that keeps them up. */
export interface LedgerStores {
  readonly eventStore: EventStore;
  /** The right to write the views; none is needed where they are files. */
  readonly lease?: ProjectorLease;
  /** Opens where the views are written; whoever opens it closes it. */
  openViews(): ProjectionStore;
  /** Throws a broken file of views away, where they are a file of the ledger's own. */
  readonly discardViews?: () => void;
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
    openViews: () => SqliteProjectionStore.open({ file: viewsFile }),
    discardViews: () => {
      for (const end of ['', '-wal', '-shm']) rmSync(`${viewsFile}${end}`, { force: true });
    },
    openRows: () => openSqliteViews<ViewTables>({ file: viewsFile }),
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
