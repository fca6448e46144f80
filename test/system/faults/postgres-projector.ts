import { SqliteEventStore } from '@ledger/event-store-sqlite';
import { viewsRunner, type ViewTables } from '@ledger/figures-read-models';
import {
  openPostgresViews,
  PostgresLease,
  PostgresProjectionStore,
} from '@ledger/projections-postgres';

/**
 * One of several projectors: maintains the views while it holds the lease, and prints a line
 * when it begins and when it ends. Meant to be killed.
 */
async function projectUntilKilled(file: string, url: string, schema: string): Promise<void> {
  const eventStore = SqliteEventStore.open({ file, readonly: true });
  const store = PostgresProjectionStore.open({ url, schema });
  const views = openPostgresViews<ViewTables>({ url, schema });
  const lease = new PostgresLease({ url, schema });
  await lease.run(new AbortController().signal, async (held) => {
    process.stdout.write('begins\n');
    const runner = viewsRunner({ eventStore, store, views, batchEventsMax: 50 });
    await runner.run(held);
    process.stdout.write('ends\n');
  });
}

const [file = '', url = '', schema = ''] = process.argv.slice(2);
await projectUntilKilled(file, url, schema);
