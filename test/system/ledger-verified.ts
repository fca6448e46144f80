import { expect } from '@jest/globals';
import type { EventStore } from '@ledger/event-store-port';
import { changesProjection, FIGURE_PROJECTIONS } from '@ledger/figures-read-models';
import { isSame, verdictOf, verifyLedger } from '@ledger/integrity';
import { ProjectionNotBuilt, type ProjectionStore } from '@ledger/projections-port';
import { PostgresProjectionStore } from '@ledger/projections-postgres';
import { withScratchStore } from '@ledger/projections-sqlite';
import { until } from './role-process.js';
import type { SharedLog } from './shared-engines.js';

const CAUGHT_UP_WITHIN_MS = 30_000;

/** What to verify: a log, and the views derived from it. */
export interface LedgerUnderTest {
  readonly eventStore: EventStore;
  readonly store: ProjectionStore;
}

/**
 * Fails unless the ledger is what `ledger verify` calls sound: the log by itself, every seal,
 * and every row of views that have reached the end of the log.
 */
export async function expectVerified({ eventStore, store }: LedgerUnderTest): Promise<void> {
  const head = await eventStore.head();
  await until(
    async () => (await lowestPosition(store)) >= head,
    'the views reflect the whole log',
    CAUGHT_UP_WITHIN_MS,
  );
  const found = await verifyLedger({
    eventStore,
    views: store,
    areFiles: false,
    transparencyLog: () => undefined,
    withScratch: withScratchStore,
    foreign: () => [],
    fileDamages: () => [],
  });
  const { tables, damages } = found.views;
  expect(found).toMatchObject({ damages: [], notices: [], incomplete: [] });
  expect(found.seals.differences).toEqual([]);
  expect(damages).toEqual([]);
  expect(tables.filter((table) => !isSame(table))).toEqual([]);
  expect(tables.reduce((sum, { rows }) => sum + rows, 0)).toBeGreaterThan(0);
  expect(verdictOf(found)).toBe('sound');
}

/** The lowest position of the views; -1 while there are none. */
async function lowestPosition(store: ProjectionStore): Promise<number> {
  const positions: number[] = [];
  for (const projection of [...FIGURE_PROJECTIONS, changesProjection]) {
    try {
      const snapshot = await store.snapshot(projection);
      positions.push(snapshot.checkpoint.position);
      await snapshot.close();
    } catch (error) {
      if (!(error instanceof ProjectionNotBuilt)) throw error;
      return -1;
    }
  }
  return Math.min(...positions);
}

/** The same, for a log that processes share and their views in PostgreSQL. */
export async function expectSharedVerified(
  record: SharedLog,
  url: string,
  schema: string,
): Promise<void> {
  const eventStore = record.open();
  const store = PostgresProjectionStore.open({ url, schema });
  try {
    await expectVerified({ eventStore, store });
  } finally {
    await Promise.all([store.close(), eventStore.close()]);
  }
}
