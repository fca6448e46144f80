import type { EventStore } from '@ledger/event-store-port';
import { viewsRunner, type ViewTables } from '@ledger/figures-read-models';
import type { ProjectionStore } from '@ledger/projections-port';
import type { Kysely } from 'kysely';
import type { Duty } from './duty.js';
import { LongWork } from './long-work.js';

/** A projector on the main thread, for tests and small imports. */
export class InlineProjector implements Duty {
  readonly name = 'projector';
  readonly #eventStore: EventStore;
  readonly #store: ProjectionStore;
  readonly #views: Kysely<ViewTables>;
  readonly #work = new LongWork();

  /**
   * @param store closed by `stop`
   * @param views the same views, for reading; closed by the caller
   */
  constructor(eventStore: EventStore, store: ProjectionStore, views: Kysely<ViewTables>) {
    this.#eventStore = eventStore;
    this.#store = store;
    this.#views = views;
  }

  get fault(): string | undefined {
    const { refusal } = this.#work;
    return refusal === undefined ? undefined : `The projector ended: ${refusal}`;
  }

  start(changed: () => void): void {
    const runner = viewsRunner({
      eventStore: this.#eventStore,
      store: this.#store,
      views: this.#views,
      onStatus: changed,
    });
    this.#work.begin((signal) => runner.run(signal));
  }

  stop(): Promise<void> {
    return this.#work.stop(() => this.#store.close());
  }
}
