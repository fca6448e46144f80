import type { EventStore } from '@ledger/event-store-port';
import { viewsRunner } from '@ledger/figures-read-models';
import type { ProjectionStore } from '@ledger/projections-port';

/** Whatever keeps the views up with the record. */
export interface Projector {
  /** Begins; `changed` is told whenever the views may have moved. */
  start(changed: () => void): void;
  /** What is wrong with the projector itself; what is wrong with a projection, the views tell. */
  readonly fault: string | undefined;
  /** Resolves when the commit it was at is finished. */
  stop(): Promise<void>;
}

/** A projector beside everything else in one thread, for tests and small imports. */
export class InlineProjector implements Projector {
  readonly #eventStore: EventStore;
  readonly #store: ProjectionStore;
  readonly #stopping = new AbortController();
  #ended: Promise<void> = Promise.resolve();
  #fault: string | undefined;

  /** @param store closed when this stops */
  constructor(eventStore: EventStore, store: ProjectionStore) {
    this.#eventStore = eventStore;
    this.#store = store;
  }

  get fault(): string | undefined {
    return this.#fault;
  }

  start(changed: () => void): void {
    const runner = viewsRunner({
      eventStore: this.#eventStore,
      store: this.#store,
      onStatus: changed,
    });
    this.#ended = runner.run(this.#stopping.signal).catch((error: unknown) => {
      this.#fault = `The projector ended: ${error instanceof Error ? error.message : error}`;
    });
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#ended;
    await this.#store.close();
  }
}
