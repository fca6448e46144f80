import { setTimeout as sleep } from 'node:timers/promises';
import { catchUp, type RebuildOptions, type Target } from './catch-up.js';
import { differencesOf, type RowDifferences } from './compare-rows.js';
import { ViewsUnavailable } from './projection-errors.js';
import type { Projection } from './projection.js';
import type { ProjectionStore, ViewSnapshot } from './projection-store.js';
import type { Table } from './table.js';

/** The views to compare with a fresh derivation, and where to derive it. */
export interface VerifyOptions extends Omit<RebuildOptions, 'store'> {
  /** The views to check; they are only read. */
  readonly store: Pick<ProjectionStore, 'snapshot'>;
  /** An empty store for deriving the rows again; the caller discards it. */
  readonly scratch: ProjectionStore;
  /** How long views may take to reach the end of the log; 5 s by default. */
  readonly waitMs?: number;
}

/** The result of deriving a table again. */
export interface VerifiedTable extends RowDifferences {
  readonly projection: string;
  readonly table: string;
  /** The log position of the comparison. */
  readonly position: number;
}

/** The whole result: sound if the views reach the head without damage or difference. */
export interface Verification {
  /** The end of the log when the comparison began; views that end before it lack events. */
  readonly head: number;
  readonly tables: readonly VerifiedTable[];
  /** Damage reported by the database itself, and tables that cannot be read. */
  readonly damages: readonly string[];
}

/**
 * Derives projections again from the log and compares every row with what readers see.
 *
 * Concurrent writes do not disturb it: both sides are compared at the position that the views
 * had when it began.
 *
 * @throws {ProjectionNotBuilt} there is nothing to compare with
 * @throws {ProjectionStopped} an event cannot be applied
 * @throws {ViewsUnavailable | StoreUnavailable}
 */
export async function verifyProjections(options: VerifyOptions): Promise<Verification> {
  const { scratch, projections } = options;
  // Before the views are read: they need not reflect what is recorded later.
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

/** How long views may take to reach the end of the log. */
const WAIT_MS = 5_000;
const LOOK_EVERY_MS = 50;

/** The views once they are at a position, or after a timeout. */
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
        // A missing table must not hide the differences of the others.
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
