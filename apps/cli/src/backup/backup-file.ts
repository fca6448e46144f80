import { open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SqliteEventStore } from '@ledger/event-store-sqlite';
import { checkLog } from '@ledger/integrity';
import { LedgerError } from '@ledger/kernel';

/** The last event of a backup, which identifies its contents. */
export interface BackupHead {
  /** 0 for an empty log. */
  readonly position: number;
  /** Empty for an empty log. */
  readonly eventId: string;
}

/** A copy of a log that cannot be restored from in its present state. */
class BackupNotSound extends LedgerError {
  readonly code = 'backup-not-sound';
  readonly kind = 'damage';

  constructor(
    readonly file: string,
    readonly findings: readonly string[],
  ) {
    super(
      `${file} is not sound (${findings.length} findings, the first: ${findings[0] ?? ''}). ` +
        'Nothing was kept of it: run `ledger verify` where it came from.',
    );
  }
}

/** Names of the files of a backup, in its folder. */
export const LOG_FILE = 'ledger.db';
const HEAD_FILE = 'backup.json';

/**
 * Checks every event of a copy, and the file itself.
 *
 * @returns its last event
 * @throws {BackupNotSound}
 * @throws {StoreShapeUnknown | StoreUnavailable} the file is not a log, or cannot be read
 */
export async function checkedHead(file: string): Promise<BackupHead> {
  const store = SqliteEventStore.open({ file, readonly: true });
  try {
    let head: BackupHead = { position: 0, eventId: '' };
    const { damages, unread } = await checkLog(
      store,
      (_, { position, id }) => (head = { position, eventId: id }),
      { hasEveryPosition: true },
    );
    const findings = [
      ...store.damages(),
      ...(unread === undefined ? [] : [`it was ${unread}`]),
      ...damages.map(({ position, what }) => `position ${position}: ${what}`),
    ];
    if (findings.length > 0) throw new BackupNotSound(file, findings);
    return head;
  } finally {
    await store.close();
  }
}

/** Writes the last event of a backup to a file beside it. */
export async function writeHead(folder: string, head: BackupHead): Promise<void> {
  const file = join(folder, HEAD_FILE);
  await writeFile(file, `${JSON.stringify(head, null, 2)}\n`);
  await flushed(file);
}

/** The last event that was written beside a backup; undefined if there is no such file. */
export async function readHead(folder: string): Promise<BackupHead | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, HEAD_FILE), 'utf8')) as BackupHead;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Waits until a file, or the entries of a folder, are on disk. */
export async function flushed(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A head as text for people. */
export function headText({ position, eventId }: BackupHead): string {
  return position === 0 ? 'no event' : `events up to position ${position}, event ${eventId}`;
}
