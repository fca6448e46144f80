import type { EventStore } from '@ledger/event-store-port';
import { viewsRunner } from '@ledger/figures-read-models';
import type { ProjectionStore } from '@ledger/projections-port';
import type { Duty } from './duty.js';

/** A projector beside everything else in one thread, for tests and small imports. */
export class InlineProjector implements Duty {
  readonly name = 'projector';
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
