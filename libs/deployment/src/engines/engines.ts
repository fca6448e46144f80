import type { EventStore } from '@ledger/event-store-port';
import type { ViewTables } from '@ledger/figures-read-models';
import type { ProjectionStore, ProjectorLease } from '@ledger/projections-port';
import type { Kysely } from 'kysely';

/** The stores of a process, opened as far as that takes no query. */
export interface Engines {
  readonly eventStore: EventStore;
  /** The views, read-only. */
  readonly views: Kysely<ViewTables>;
  /** Opens the store of the bridge's checkpoints; the caller closes it. */
  readonly openCheckpoints: () => ProjectionStore;
  /** Opens the store of how far findings were followed; the caller closes it. */
  readonly openFollowed: () => ProjectionStore;
}

/** Stores that several processes share. */
export interface SharedEngines extends Engines {
  /** Opens the views for writing; the caller closes them. */
  readonly openRows: () => ProjectionStore;
  /** The lease on writing the views, which one process holds at a time. */
  readonly lease: ProjectorLease;
  /** Opens the lease on following findings; it is closed when its run ends. */
  readonly openFindingsLease: () => ProjectorLease;
}
