import type { EventStore } from '@ledger/event-store-port';
import { viewsRunner, type ViewTables } from '@ledger/figures-read-models';
import type {
  ProjectionStatus,
  ProjectionStore,
  ProjectorLease,
} from '@ledger/projections-port';
import { Logger } from '@nestjs/common';
import type { Kysely } from 'kysely';
import type { Duty } from './duty.js';
import { LongWork } from './long-work.js';
import { projectorFault, StandingLog, standingOf } from './projector-fault.js';

/** The dependencies of a projector that shares the views with others. */
export interface LeasedProjectorParts {
  readonly eventStore: EventStore;
  /** Closed by `stop`. */
  readonly store: ProjectionStore;
  /** The same views, for reading. */
  readonly views: Kysely<ViewTables>;
  readonly lease: ProjectorLease;
  /** Called with an error that retrying does not cure, such as views of another shape or a bug. */
  readonly onRefused: (error: unknown) => void;
}

const log = new Logger('projector');

/** A projector that works while it holds the lease and stands by while another process does. */
export class LeasedProjector implements Duty {
  readonly name = 'projector';
  readonly #parts: LeasedProjectorParts;
  readonly #work = new LongWork();
  readonly #standing = new StandingLog(log);
  #statuses: readonly ProjectionStatus[] = [];

  constructor(parts: LeasedProjectorParts) {
    this.#parts = parts;
  }

  get fault(): string | undefined {
    return this.#work.refusal ?? projectorFault(this.#statuses) ?? this.#parts.lease.fault;
  }

  start(changed: () => void): void {
    const { lease, onRefused } = this.#parts;
    this.#work.begin(
      (signal) => lease.run(signal, (held) => this.#project(held, changed)),
      onRefused,
    );
  }

  stop(): Promise<void> {
    return this.#work.stop(() => this.#parts.store.close());
  }

  async #project(signal: AbortSignal, changed: () => void): Promise<void> {
    const { eventStore, store, views } = this.#parts;
    const onStatus = (statuses: readonly ProjectionStatus[]) => {
      this.#statuses = statuses;
      this.#standing.look(standingOf(statuses));
      changed();
    };
    log.log('This process has the lease and keeps the views.');
    try {
      await viewsRunner({ eventStore, store, views, onStatus }).run(signal);
    } finally {
      this.#statuses = [];
      log.log('This process keeps the views no more.');
    }
  }
}
