import { existsSync } from 'node:fs';
import { copyFile, link, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { LedgerError } from '@ledger/kernel';
import { makeFolder, type EmbeddedSettings } from '@ledger/deployment';
import {
  checkedHead,
  flushed,
  headText,
  readHead,
  LOG_FILE,
  type BackupHead,
} from '../backup/backup-file.js';
import { say, sayJson } from '@ledger/terminal';
import { filesOf } from './backup.js';
import type { CommandContext, ExitStatus } from '../context/command.js';

/** A ledger is never overwritten. */
class LedgerExists extends LedgerError {
  readonly code = 'ledger-exists';
  readonly kind = 'refusal';

  constructor(readonly file: string) {
    super(
      `${file} is there already: restore into an empty folder, which --data or LEDGER_DATA ` +
        'names. Nothing was changed.',
    );
  }
}

/** There is no backup to restore from. */
class NoBackupHere extends LedgerError {
  readonly code = 'no-backup-here';
  readonly kind = 'refusal';

  constructor(readonly folder: string) {
    super(`There is no backup in ${folder}: it has no ${LOG_FILE}.`);
  }
}

/** The file is sound, but it does not end with the event it was written with. */
class BackupNotWhole extends LedgerError {
  readonly code = 'backup-not-whole';
  readonly kind = 'damage';

  constructor(
    readonly expected: BackupHead,
    readonly found: BackupHead,
  ) {
    super(
      `The backup was written with ${headText(expected)}, and now has ${headText(found)}. ` +
        'Nothing was restored.',
    );
  }
}

/**
 * Restores the log of a backup into a folder that holds no ledger, after checking every event.
 * The next start builds the views.
 */
export async function restoreCommand(
  { terminal, json, place }: CommandContext,
  source: string,
): Promise<ExitStatus> {
  const files = filesOf(place());
  const folder = resolve(source);
  if (!existsSync(join(folder, LOG_FILE))) throw new NoBackupHere(folder);
  refuseExisting(files);
  makeFolder(files.dataFolder);
  const head = await restore(folder, files.eventsFile);
  await flushed(files.dataFolder);
  if (json) sayJson(terminal, { file: files.eventsFile, ...head });
  else say(terminal, `${files.eventsFile}: ${headText(head)}`);
  return 0;
}

/** Views and checkpoints of another log would be taken for those of this one. */
function refuseExisting({ dataFolder, eventsFile, viewsFile }: EmbeddedSettings): void {
  const checkpoints = ['bridge.db', 'findings.db'].map((file) => join(dataFolder, file));
  for (const file of [eventsFile, viewsFile, ...checkpoints]) {
    const found = [file, `${file}-wal`].find((part) => existsSync(part));
    if (found !== undefined) throw new LedgerExists(found);
  }
}

async function restore(folder: string, file: string): Promise<BackupHead> {
  const partial = `${file}.partial`;
  try {
    await copyFile(join(folder, LOG_FILE), partial);
    const head = await checkedHead(partial);
    const expected = await readHead(folder);
    if (expected !== undefined && !isSame(expected, head)) {
      throw new BackupNotWhole(expected, head);
    }
    await flushed(partial);
    // Unlike a rename, this fails if a server has created a ledger there meanwhile.
    await link(partial, file).catch((error: unknown) => {
      throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? new LedgerExists(file) : error;
    });
    return head;
  } finally {
    await rm(partial, { force: true });
  }
}

function isSame(one: BackupHead, other: BackupHead): boolean {
  return one.position === other.position && one.eventId === other.eventId;
}
