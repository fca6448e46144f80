import { setTimeout as sleep } from 'node:timers/promises';
import { catchUp, type RebuildOptions, type Target } from './catch-up.js';
import { differencesOf, type RowDifferences } from './compare-rows.js';
import { ViewsUnavailable } from './projection-errors.js';
import type { Projection } from './projection.js';
import type { ProjectionStore, ViewSnapshot } from './projection-store.js';
import type { Table } from './table.js';

export interface VerifyOptions extends Omit<RebuildOptions, 'store'> {
  /** The views to look at; nothing is changed there. */
  readonly store: Pick<ProjectionStore, 'snapshot'>;
  /** An empty store that the rows are derived into once more; the caller throws it away. */
  readonly scratch: ProjectionStore;
  /** How long views that end before the record may take to get there; 5 s by default. */
  readonly waitMs?: number;
}

/** What deriving a table once more has shown. */
export interface VerifiedTable extends RowDifferences {
  readonly projection: string;
  readonly table: string;
  /** Position of the record that was compared at. */
  readonly position: number;
}

/** The whole answer: sound if the views reach the head with neither damage nor difference. */
export interface Verification {
  /** Where the record ended when the comparison began; views that end before it lack events. */
  readonly head: number;
  readonly tables: readonly VerifiedTable[];
  /** What the database itself finds damaged, and tables that cannot be read. */
  readonly damages: readonly string[];
}

/**
 * Derives projections once more from the record and compares every row with what readers see.
 *
 * What is written meanwhile does not disturb it: both sides are compared at the position that the
 * views had when it began.
 *
 * @throws {ProjectionNotBuilt} there is nothing to compare with
 * @throws {ProjectionStopped} an event cannot be taken
 * @throws {ViewsUnavailable | StoreUnavailable}
 */
export async function verifyProjections(options: VerifyOptions): Promise<Verification> {
  const { scratch, projections } = options;
  // Before the views are looked at: what is recorded later they need not reflect.
  const head = await options.eventStore.head();
  const snapshots = await snapshotsAt(head, options);
  try {
    await derive(options, snapshots);
    const damages = [...((await snapshots[0]?.damages()) ?? [])];
    const tables: VerifiedTable[] = [];
    for (const [index, live] of snapshots.entries()) {
      tables.push(...(await compared(scratch, projections[index], { live, damages })));
    }
    return { head, tables, damages };
  } finally {
    await closeAll(snapshots);
  }
}

/** How long views may take to get to the end of the record. */
const WAIT_MS = 5_000;
const LOOK_EVERY_MS = 50;

/** The views once they are at a position, or when that has taken too long. */
async function snapshotsAt(
  position: number,
  { store, projections, waitMs = WAIT_MS }: VerifyOptions,
): Promise<readonly ViewSnapshot[]> {
  const giveUpAt = performance.now() + waitMs;
  for (;;) {
    const snapshots = await snapshotsOf(store, projections);
    const isThere = snapshots.every(({ checkpoint }) => checkpoint.position >= position);
    if (isThere || performance.now() >= giveUpAt) return snapshots;
    await closeAll(snapshots);
    await sleep(LOOK_EVERY_MS);
  }
}

async function snapshotsOf(
  store: VerifyOptions['store'],
  projections: readonly Projection[],
): Promise<readonly ViewSnapshot[]> {
  const snapshots: ViewSnapshot[] = [];
  try {
    for (const one of projections) snapshots.push(await store.snapshot(one));
    return snapshots;
  } catch (error) {
    await closeAll(snapshots);
    throw error;
  }
}

async function closeAll(snapshots: readonly ViewSnapshot[]): Promise<void> {
  for (const snapshot of snapshots) await snapshot.close();
}

async function derive(
  options: VerifyOptions,
  snapshots: readonly ViewSnapshot[],
): Promise<void> {
  const { scratch, projections } = options;
  const targets: Target[] = [];
  for (const [index, one] of projections.entries()) {
    const upTo = snapshots[index]?.checkpoint.position ?? 0;
    targets.push({ build: await scratch.begin(one), upTo });
  }
  const builds = await catchUp({ ...options, store: scratch }, targets);
  for (const build of builds) await scratch.finish(build);
}

async function compared(
  scratch: ProjectionStore,
  projection: Projection | undefined,
  { live, damages }: { readonly live: ViewSnapshot; readonly damages: string[] },
): Promise<readonly VerifiedTable[]> {
  if (projection === undefined) return [];
  const derived = await scratch.snapshot(projection);
  try {
    const tables: VerifiedTable[] = [];
    for (const table of projection.tables) {
      try {
        tables.push(await verifiedTable(projection.name, table, derived, live));
      } catch (error) {
        // One table that is gone must not hide what the others say.
        if (!(error instanceof ViewsUnavailable)) throw error;
        damages.push(`${table.name}: ${error.reason}`);
      }
    }
    return tables;
  } finally {
    await derived.close();
  }
}

async function verifiedTable(
  projection: string,
  table: Table,
  derived: ViewSnapshot,
  live: ViewSnapshot,
): Promise<VerifiedTable> {
  const { position } = live.checkpoint;
  const found = await differencesOf(table, derived.rows(table), live.rows(table));
  return { projection, table: table.name, position, ...found };
}
