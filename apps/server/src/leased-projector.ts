import type { EventStore } from '@ledger/event-store-port';
import { viewsRunner } from '@ledger/figures-read-models';
import type {
  ProjectionStatus,
  ProjectionStore,
  ProjectorLease,
} from '@ledger/projections-port';
import { Logger } from '@nestjs/common';
import type { Duty } from './duty.js';
import { LongWork } from './long-work.js';

/** What a projector of several works with. */
export interface LeasedProjectorParts {
  readonly eventStore: EventStore;
  /** Closed when this stops. */
  readonly store: ProjectionStore;
  readonly lease: ProjectorLease;
  /** Told of what is no outage and will not pass: views of another shape, or a bug. */
  readonly onRefused: (error: unknown) => void;
}

const log = new Logger('projector');

/** A projector that works while it has the lease, and stands by while another one does. */
export class LeasedProjector implements Duty {
  readonly name = 'projector';
  readonly #parts: LeasedProjectorParts;
  readonly #work = new LongWork();
  #statuses: readonly ProjectionStatus[] = [];

  constructor(parts: LeasedProjectorParts) {
    this.#parts = parts;
  }

  get fault(): string | undefined {
    const waiting = this.#statuses.find(({ state }) => state === 'waiting');
    return this.#work.refusal ?? waiting?.outage ?? this.#standing ?? this.#parts.lease.fault;
  }

  /** What a projection stands still before, which no other process will take either. */
  get #standing(): string | undefined {
    const stopped = this.#statuses.find(({ state }) => state === 'stopped');
    if (stopped?.fault === undefined) return undefined;
    return `Projection ${stopped.name} stands still: ${stopped.fault.error}`;
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
    const { eventStore, store } = this.#parts;
    const onStatus = (statuses: readonly ProjectionStatus[]) => {
      this.#statuses = statuses;
      changed();
    };
    log.log('This process has the lease and keeps the views.');
    try {
      await viewsRunner({ eventStore, store, onStatus }).run(signal);
    } finally {
      this.#statuses = [];
      log.log('This process keeps the views no more.');
    }
  }
}
