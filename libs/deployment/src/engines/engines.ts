import type { EventStore } from '@ledger/event-store-port';
import type { ViewTables } from '@ledger/figures-read-models';
import type { ProjectionStore, ProjectorLease } from '@ledger/projections-port';
import type { Kysely } from 'kysely';

/** What a process keeps its things on, opened as far as nothing is asked of them yet. */
export interface Engines {
  readonly eventStore: EventStore;
  /** The views, for reading. */
  readonly views: Kysely<ViewTables>;
  /** Opens where the bridge keeps how far it has come; whoever opens it closes it. */
  readonly openCheckpoints: () => ProjectionStore;
}

/** Engines that several processes share. */
export interface SharedEngines extends Engines {
  /** Opens where the views are written; whoever opens it closes it. */
  readonly openRows: () => ProjectionStore;
  /** The right to write the views, which one process has at a time. */
  readonly lease: ProjectorLease;
}
