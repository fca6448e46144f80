import type { EventStore } from '@ledger/event-store-port';
import { viewsRunner } from '@ledger/figures-read-models';
import type { ProjectionStore } from '@ledger/projections-port';
import type { Duty } from './duty.js';
import { LongWork } from './long-work.js';

/** A projector on the main thread, for tests and small imports. */
export class InlineProjector implements Duty {
  readonly name = 'projector';
  readonly #eventStore: EventStore;
  readonly #store: ProjectionStore;
  readonly #work = new LongWork();

  /** @param store closed by `stop` */
  constructor(eventStore: EventStore, store: ProjectionStore) {
    this.#eventStore = eventStore;
    this.#store = store;
  }

  get fault(): string | undefined {
    const { refusal } = this.#work;
    return refusal === undefined ? undefined : `The projector ended: ${refusal}`;
  }

  start(changed: () => void): void {
    const runner = viewsRunner({
      eventStore: this.#eventStore,
      store: this.#store,
      onStatus: changed,
    });
    this.#work.begin((signal) => runner.run(signal));
  }

  stop(): Promise<void> {
    return this.#work.stop(() => this.#store.close());
  }
}
