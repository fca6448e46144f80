import type { Instant } from '@ledger/kernel';
import type { BuildRow, Fault, Projection } from '@ledger/projections-port';
import type { Kysely } from 'kysely';
import type { ViewTables } from '../projections/index.js';
import { hotQuery } from './hot-query.js';
import { ViewsNotBuilt } from './read-refusals.js';

/** The progress of the views. */
export interface Freshness {
  /** The position in the log that all views reflect at least. */
  readonly position: number;
  /** When the last event was recorded that all of them reflect; empty before the first. */
  readonly recordedAt: Instant | '';
  /** Changes whenever any of the views is rebuilt. */
  readonly builds: string;
  /** Changes whenever any of the views moves, backwards or forwards, or is rebuilt. */
  readonly mark: string;
}

/** The state of one projection, as readers of the views see it. */
export interface ProjectionHealth {
  readonly name: string;
  readonly version: number;
  /** `missing` before it was ever built, `building` for the first time, then `live`; or stopped. */
  readonly state: 'missing' | 'building' | 'live' | 'stopped';
  readonly position: number;
  /** True of one that is derived from the others: most questions do without it. */
  readonly isDerived: boolean;
  /** The event it stopped at. */
  readonly fault?: Fault;
  /** The position of another build in progress beside the one that readers see. */
  readonly rebuilding?: number;
}

/** Reads how fresh views are, in the database of the views. */
export class FreshnessReader {
  readonly #projections: readonly Projection[];
  readonly #derived: readonly Projection[];
  readonly #builds: () => Promise<readonly BuildRow[]>;
  #lastPosition = 0;

  /** @param derived from the others, which they follow: answers do not wait for them */
  constructor(
    views: Kysely<ViewTables>,
    projections: readonly Projection[],
    derived: readonly Projection[] = [],
  ) {
    this.#projections = projections;
    this.#derived = derived;
    const builds = hotQuery<never, BuildRow>(views, () =>
      views.selectFrom('projection_builds').selectAll(),
    );
    this.#builds = () => builds({});
  }

  /** The position that was read last; rebuilt views may be behind it. */
  get lastPosition(): number {
    return this.#lastPosition;
  }

  /**
   * @throws {ViewsNotBuilt} a projection is not there in the version these queries are made for
   * @throws {ViewsUnavailable}
   */
  async read(): Promise<Freshness> {
    const rows = await this.#builds();
    let position = Infinity;
    let recordedAt: string | undefined;
    let builds = '';
    let mark = '';
    for (const { name, version } of this.#projections) {
      const row = rows.find((one) => one.projection === name && one.state === 'active');
      if (row?.version !== version) throw new ViewsNotBuilt(name);
      position = Math.min(position, row.position);
      builds += `${row.generation} `;
      mark += `${row.generation}:${row.position} `;
      if (recordedAt === undefined || row.recorded_at < recordedAt)
        recordedAt = row.recorded_at;
    }
    this.#lastPosition = position;
    return {
      ...{ position, builds, mark },
      recordedAt: (recordedAt ?? '') as Freshness['recordedAt'],
    };
  }

  /** The state of each projection, in order. */
  async health(): Promise<readonly ProjectionHealth[]> {
    const rows = await this.#builds();
    return [
      ...this.#projections.map((one) => ({ ...healthOf(one, rows), isDerived: false })),
      ...this.#derived.map((one) => ({ ...healthOf(one, rows), isDerived: true })),
    ];
  }
}

function healthOf(
  { name, version }: Projection,
  rows: readonly BuildRow[],
): Omit<ProjectionHealth, 'isDerived'> {
  const own = rows.filter((row) => row.projection === name && row.version === version);
  const active = own.find(({ state }) => state === 'active');
  const building = own.find(({ state }) => state === 'building');
  const row = active ?? building;
  if (row === undefined) return { name, version, state: 'missing', position: 0 };
  const { position } = row;
  const beside =
    active === undefined || building === undefined ? {} : { rebuilding: building.position };
  if (row.fault !== null) {
    const fault = JSON.parse(row.fault) as Fault;
    return { name, version, state: 'stopped', position, fault, ...beside };
  }
  const state = active === undefined ? 'building' : 'live';
  return { name, version, state, position, ...beside };
}
