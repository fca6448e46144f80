import { join } from 'node:path';
import { openEmbeddedStore, openEmbeddedViews } from '@ledger/deployment';
import { SqliteEventStore } from '@ledger/event-store-sqlite';
import { rebuildViews } from '@ledger/figures-read-models';
import type { Measurement } from './measuring.js';

/** An existing ledger, and how many events it holds. */
export interface LedgerToRebuild {
  readonly folder: string;
  readonly events: number;
}

/** A rebuild of all views from the first event. */
export async function benchRebuild({
  folder,
  events,
}: LedgerToRebuild): Promise<readonly [Measurement]> {
  const seconds = await rebuildSeconds(folder);
  return [
    {
      name: `rebuild of all views from ${events} events`,
      value: events / seconds,
      unit: 'events/s',
      bound: { atLeast: 40_000 },
    },
  ];
}

/**
 * The same with several times the events: the cost of one must not depend on their number.
 *
 * @param rebuilt the measurement of the small ledger of so many events
 */
export async function benchLongRebuild(
  { folder, events }: LedgerToRebuild,
  small: Pick<LedgerToRebuild, 'events'>,
  [rebuilt]: readonly [Measurement],
): Promise<Measurement[]> {
  const seconds = await rebuildSeconds(folder);
  return [
    {
      name: `rebuild from ${events} events takes so many times as long`,
      value: seconds / (small.events / rebuilt.value),
      unit: 'times',
      bound: { atMost: (events / small.events) * 1.1 },
    },
  ];
}

async function rebuildSeconds(folder: string): Promise<number> {
  const eventsFile = join(folder, 'ledger.db');
  const eventStore = SqliteEventStore.open({ file: eventsFile, readonly: true });
  const files = { eventsFile, viewsFile: join(folder, 'views.db') };
  const store = openEmbeddedStore(files);
  const views = openEmbeddedViews(files);
  const started = performance.now();
  await rebuildViews({ eventStore, store, views });
  const seconds = (performance.now() - started) / 1000;
  await views.destroy();
  await store.close();
  await eventStore.close();
  return seconds;
}
