import { constants, existsSync } from 'node:fs';
import { access, copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { eventTableOf, SqliteEventStore } from '@ledger/event-store-sqlite';
import type { LedgerToVerify } from '@ledger/integrity';
import { sqliteSnapshots, withScratchStore } from '@ledger/projections-sqlite';
import {
  openLogToRead,
  openServers,
  type DeployedSettings,
  type EmbeddedSettings,
  type LedgerPlace,
} from '@ledger/deployment';
import { NoLedgerHere } from './ledger-stores.js';
import { ForeignListing } from './foreign-listing.js';

/** A ledger opened for verification, to be closed afterwards. */
export interface OpenedToVerify extends LedgerToVerify {
  close(): Promise<void>;
}

/**
 * Opens a ledger for verification, even on a read-only medium.
 *
 * @throws {NoLedgerHere} the folder has no log
 * @throws {StoreShapeUnknown} its file is not a log
 */
export async function openToVerify(place: LedgerPlace): Promise<OpenedToVerify> {
  if (place.kind === 'deployed') return onServers(place);
  if (!existsSync(place.eventsFile)) throw new NoLedgerHere(place.dataFolder);
  if (await isReadable(place)) return inFiles(place, place, async () => undefined);
  const folder = await mkdtemp(join(tmpdir(), 'ledger-verify-'));
  const removeCopy = () => rm(folder, { recursive: true, force: true });
  try {
    return inFiles(place, await copied(place, folder), removeCopy);
  } catch (error) {
    await removeCopy();
    throw error;
  }
}

/** SQLite reads a file with a write-ahead log only where it may write that log's index. */
async function isReadable({ eventsFile }: EmbeddedSettings): Promise<boolean> {
  try {
    await access(dirname(eventsFile), constants.W_OK);
    return true;
  } catch {
    return existsSync(`${eventsFile}-shm`);
  }
}

/** Copies the files together with their write-ahead logs. */
async function copied(
  { eventsFile, viewsFile }: EmbeddedSettings,
  folder: string,
): Promise<Files> {
  for (const file of [eventsFile, viewsFile]) {
    for (const part of [file, `${file}-wal`]) {
      if (existsSync(part)) await copyFile(part, join(folder, basename(part)));
    }
  }
  const there = (file: string) => join(folder, basename(file));
  return { eventsFile: there(eventsFile), viewsFile: there(viewsFile) };
}

type Files = Pick<EmbeddedSettings, 'eventsFile' | 'viewsFile'>;

function inFiles(
  place: EmbeddedSettings,
  { eventsFile, viewsFile }: Files,
  removeCopy: () => Promise<void>,
): OpenedToVerify {
  const eventStore = SqliteEventStore.open({ file: eventsFile, readonly: true });
  return {
    eventStore,
    views: sqliteSnapshots({ file: viewsFile, log: eventTableOf(eventsFile) }),
    areFiles: true,
    transparencyLog: () => openLogToRead(place),
    withScratch: withScratchStore,
    foreign: () => [],
    fileDamages: () => eventStore.damages(),
    close: async () => {
      await eventStore.close();
      await removeCopy();
    },
  };
}

async function onServers(place: DeployedSettings): Promise<OpenedToVerify> {
  const listing = new ForeignListing();
  const { eventStore, views, openRows } = await openServers(place, listing.met);
  const rows = openRows();
  return {
    eventStore,
    views: rows,
    areFiles: false,
    transparencyLog: () => openLogToRead(place),
    withScratch: withScratchStore,
    foreign: () => listing.events,
    fileDamages: () => [],
    close: async () => {
      await views.destroy();
      await rows.close();
      await eventStore.close();
    },
  };
}
