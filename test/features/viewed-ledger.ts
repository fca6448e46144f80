import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InMemoryEventStore } from '@ledger/event-store-memory';
import {
  ViewedContents,
  ViewReader,
  Views,
  viewsRunner,
  type ViewTables,
} from '@ledger/figures-read-models';
import { parseInstant } from '@ledger/kernel';
import type { ProjectionRunner } from '@ledger/projections-port';
import { openSqliteViews, SqliteProjectionStore } from '@ledger/projections-sqlite';
import { registerExamples, startProcess, type LedgerProcess } from './in-memory-ledger.js';

/** What questions without clocks take for the present: later than everything recorded here. */
export const NOW = parseInstant('2025-06-01T12:00:00Z');

/** A process that changes the record, and views that follow it. */
export interface ViewedLedger extends LedgerProcess {
  readonly store: InMemoryEventStore;
  readonly runner: ProjectionRunner;
  readonly reader: ViewReader;
  readonly views: Views;
  readonly viewsFile: string;
  /** Resolves once the views reflect everything recorded so far. */
  caughtUp(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a ledger with views in a file of its own. */
export async function startViewedLedger(
  store: InMemoryEventStore = new InMemoryEventStore(),
): Promise<ViewedLedger> {
  const folder = await mkdtemp(join(tmpdir(), 'viewed-ledger-'));
  const viewsFile = join(folder, 'views.sqlite');
  const projections = SqliteProjectionStore.open({ file: viewsFile });
  const runner = viewsRunner({ eventStore: store, store: projections, backOff: () => 5 });
  const stopping = new AbortController();
  const running = runner.run(stopping.signal);
  const tables = openSqliteViews<ViewTables>({ file: viewsFile });
  const reader = new ViewReader({ views: tables, now: () => NOW });
  const views = new Views(reader);
  const process = await startProcess(store, new ViewedContents(reader, views));
  return {
    ...process,
    store,
    runner,
    reader,
    views,
    viewsFile,
    caughtUp: async () => runner.reached(await store.head(), AbortSignal.timeout(5_000)),
    close: async () => {
      stopping.abort();
      await running;
      await process.app.close();
      await tables.destroy();
      await projections.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** A ledger with views, in which the domain's examples are registered. */
export async function startViewedExamples(): Promise<ViewedLedger> {
  const ledger = await startViewedLedger();
  await registerExamples(ledger);
  return ledger;
}
