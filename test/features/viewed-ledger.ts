import { InMemoryEventStore } from '@ledger/event-store-memory';
import {
  viewReadersOf,
  viewsRunner,
  type ViewReader,
  type Views,
  type ViewTables,
} from '@ledger/figures-read-models';
import { parseInstant } from '@ledger/kernel';
import type { ProjectionRunner } from '@ledger/projections-port';
import type { Kysely } from 'kysely';
import { createViewsDatabase, type ViewsDatabase } from '../views-database.js';
import { registerExamples, startProcess, type LedgerProcess } from './in-memory-ledger.js';

/** The present for queries without clocks: later than everything recorded here. */
export const NOW = parseInstant('2025-06-01T12:00:00Z');

/** A process that writes to the log, and views that follow it. */
export interface ViewedLedger extends LedgerProcess {
  readonly store: InMemoryEventStore;
  readonly runner: ProjectionRunner;
  readonly reader: ViewReader;
  readonly views: Views;
  readonly database: ViewsDatabase;
  readonly tables: Kysely<ViewTables>;
  /** Resolves once the views reflect everything recorded so far. */
  readonly caughtUp: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Starts a ledger with views in a database of its own, of the kind that this run tests. */
async function startViewedLedger(given?: ViewsDatabase): Promise<ViewedLedger> {
  const database = given ?? (await createViewsDatabase());
  const store = new InMemoryEventStore();
  const projections = database.openStore();
  const tables = database.openViews();
  const options = { eventStore: store, store: projections, views: tables, backOff: () => 5 };
  const runner = viewsRunner(options);
  const stopping = new AbortController();
  const running = runner.run(stopping.signal);
  const { reader, views, contents, reviews } = viewReadersOf({ views: tables, now: () => NOW });
  const process = await startProcess(store, contents, undefined, reviews);
  return {
    ...process,
    store,
    runner,
    reader,
    views,
    database,
    tables,
    caughtUp: async () => runner.reached(await store.head(), AbortSignal.timeout(20_000)),
    close: async () => {
      stopping.abort();
      await running;
      await process.app.close();
      await tables.destroy();
      await projections.close();
      await database.drop();
    },
  };
}

/** A ledger with views, in which the domain's examples are registered. */
export async function startViewedExamples(database?: ViewsDatabase): Promise<ViewedLedger> {
  const ledger = await startViewedLedger(database);
  await registerExamples(ledger);
  return ledger;
}
