import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { SqliteEventStore } from '@ledger/event-store-sqlite';
import { LedgerError } from '@ledger/kernel';
import { makeFolder, type EmbeddedSettings, type LedgerPlace } from '@ledger/deployment';
import {
  checkedHead,
  flushed,
  headText,
  LOG_FILE,
  writeHead,
  type BackupHead,
} from '../backup/backup-file.js';
import { NoLedgerHere } from '../context/ledger-stores.js';
import { say, sayJson } from '@ledger/terminal';
import type { CommandContext, ExitStatus } from '../context/command.js';

/** The log is kept by a server, which has its own means of backup. */
class LogOnServers extends LedgerError {
  readonly code = 'record-on-servers';
  readonly kind = 'refusal';

  constructor() {
    super(
      'EVENTSTORE_URL names a server: back its log up and restore it by its own means, as ' +
        'infra/README.md says.',
    );
  }
}

/** A backup never overwrites another one. */
class BackupExists extends LedgerError {
  readonly code = 'backup-exists';
  readonly kind = 'refusal';

  constructor(readonly folder: string) {
    super(`${folder} holds a backup already: name another folder.`);
  }
}

/** The settings of a log in files. */
export function filesOf(place: LedgerPlace): EmbeddedSettings {
  if (place.kind === 'deployed') throw new LogOnServers();
  return place;
}

/**
 * Copies a consistent snapshot of the log into a folder, even while a server appends, and
 * checks every event of the copy before it gets the name of a backup.
 */
export async function backupCommand(
  { terminal, json, place }: CommandContext,
  target: string,
): Promise<ExitStatus> {
  const { eventsFile, dataFolder } = filesOf(place());
  if (!existsSync(eventsFile)) throw new NoLedgerHere(dataFolder);
  const folder = resolve(target);
  const file = join(folder, LOG_FILE);
  if (existsSync(file)) throw new BackupExists(folder);
  makeFolder(folder);
  const head = await backUp(eventsFile, file);
  await writeHead(folder, head);
  await flushed(folder);
  if (json) sayJson(terminal, { file, ...head });
  else say(terminal, `${file}: ${headText(head)}`);
  return 0;
}

/** Writes to a temporary name first, so that no partial backup has the final name. */
async function backUp(from: string, file: string): Promise<BackupHead> {
  const partial = `${file}.partial`;
  await rm(partial, { force: true });
  try {
    const store = SqliteEventStore.open({ file: from, readonly: true });
    try {
      store.copyTo(partial);
    } finally {
      await store.close();
    }
    const head = await checkedHead(partial);
    await flushed(partial);
    await rename(partial, file);
    return head;
  } finally {
    await rm(partial, { force: true });
  }
}
