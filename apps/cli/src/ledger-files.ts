import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LedgerError } from '@ledger/kernel';
import { SqliteEventStore } from '@ledger/event-store-sqlite';
import { SqliteProjectionStore } from '@ledger/projections-sqlite';

/** There is no ledger where one was looked for. */
export class NoLedgerHere extends LedgerError {
  readonly code = 'no-ledger-here';

  constructor(readonly folder: string) {
    super(`There is no ledger in ${folder}: import something, or set LEDGER_DATA.`);
  }
}

/** The files of an embedded ledger, the record opened for reading. */
export interface LedgerFiles {
  readonly eventStore: SqliteEventStore;
  /** Whoever opens the views closes them. */
  openViews(): SqliteProjectionStore;
  close(): Promise<void>;
}

/** @throws {NoLedgerHere} the folder has no record */
export function openFiles(folder: string): LedgerFiles {
  const file = join(folder, 'ledger.db');
  if (!existsSync(file)) throw new NoLedgerHere(folder);
  const eventStore = SqliteEventStore.open({ file, readonly: true });
  return {
    eventStore,
    openViews: () => SqliteProjectionStore.open({ file: join(folder, 'views.db') }),
    close: () => eventStore.close(),
  };
}
