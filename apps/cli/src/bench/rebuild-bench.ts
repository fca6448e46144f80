import { join } from 'node:path';
import { SqliteEventStore } from '@ledger/event-store-sqlite';
import { FIGURE_PROJECTIONS } from '@ledger/figures-read-models';
import { rebuildProjections } from '@ledger/projections-port';
import { SqliteProjectionStore } from '@ledger/projections-sqlite';
import type { Measurement } from './measuring.js';

/** A ledger that is there already, and how many events it holds. */
export interface LedgerToRebuild {
  readonly folder: string;
  readonly events: number;
}

/**
 * All views built from the first event, in one small ledger and one of four times its events: the
 * cost of an event must not depend on how many there are.
 */
export async function benchRebuild(
  small: LedgerToRebuild,
  large: LedgerToRebuild | undefined,
): Promise<Measurement[]> {
  const seconds = await rebuildSeconds(small.folder);
  const measured: Measurement[] = [
    {
      name: `rebuild of all views from ${small.events} events`,
      value: small.events / seconds,
      unit: 'events/s',
      bound: { atLeast: 40_000 },
    },
  ];
  if (large === undefined) return measured;
  const longer = await rebuildSeconds(large.folder);
  const times = large.events / small.events;
  return [
    ...measured,
    {
      name: `rebuild from ${large.events} events takes so many times as long`,
      value: longer / seconds,
      unit: 'times',
      bound: { atMost: times * 1.1 },
    },
  ];
}

async function rebuildSeconds(folder: string): Promise<number> {
  const eventStore = SqliteEventStore.open({ file: join(folder, 'ledger.db'), readonly: true });
  const store = SqliteProjectionStore.open({ file: join(folder, 'views.db') });
  const started = performance.now();
  await rebuildProjections({ eventStore, store, projections: FIGURE_PROJECTIONS });
  const seconds = (performance.now() - started) / 1000;
  await store.close();
  await eventStore.close();
  return seconds;
}
