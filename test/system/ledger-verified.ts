import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { EventStore } from '@ledger/event-store-port';
import { checkLog } from '@ledger/figures-application';
import { FIGURE_PROJECTIONS, verifyViews } from '@ledger/figures-read-models';
import { ProjectionNotBuilt, type ProjectionStore } from '@ledger/projections-port';
import { PostgresProjectionStore } from '@ledger/projections-postgres';
import { SqliteProjectionStore } from '@ledger/projections-sqlite';
import { LogReading } from '@ledger/cli';
import { until } from './role-process.js';
import type { SharedRecord } from './shared-engines.js';

const CAUGHT_UP_WITHIN_MS = 30_000;

/** What to verify: a log, and the views derived from it. */
export interface LedgerToVerify {
  readonly eventStore: EventStore;
  readonly store: ProjectionStore;
}

/**
 * Fails unless the ledger is what `ledger verify` calls sound: the log by itself, every seal,
 * and every row of views that have reached the end of the log.
 */
export async function expectVerified({ eventStore, store }: LedgerToVerify): Promise<void> {
  const reading = new LogReading({ keepsClaims: false });
  const check = await checkLog(eventStore, (record) => reading.take(record));
  expect(check).toEqual({ damages: [], notices: [] });
  expect(reading.events).toBeGreaterThan(0);
  expect(reading.sealDifferences().differences).toEqual([]);
  await expectViewsVerified({ eventStore, store });
}

async function expectViewsVerified({ eventStore, store }: LedgerToVerify): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-verify-'));
  const scratch = SqliteProjectionStore.open({ file: join(folder, 'views.db') });
  try {
    const head = await eventStore.head();
    await until(
      async () => (await lowestPosition(store)) >= head,
      'the views reflect the whole record',
      CAUGHT_UP_WITHIN_MS,
    );
    const { tables, damages } = await verifyViews({ eventStore, store, scratch });
    expect(damages).toEqual([]);
    expect(tables.reduce((sum, { rows }) => sum + rows, 0)).toBeGreaterThan(0);
    expect(tables.filter(({ differing }) => differing > 0)).toEqual([]);
  } finally {
    await scratch.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The lowest position of the views; -1 while there are none. */
async function lowestPosition(store: ProjectionStore): Promise<number> {
  const positions: number[] = [];
  for (const projection of FIGURE_PROJECTIONS) {
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
  record: SharedRecord,
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
