import { InMemoryEventStore, type AppendFault } from '@ledger/event-store-memory';
import type { EventStore, StoredEvent } from '@ledger/event-store-port';
import { describeEventStore, type EventStoreHarness } from './event-store.contract.js';

describeEventStore('InMemoryEventStore', async () => new MemoryHarness());

class MemoryHarness implements EventStoreHarness {
  readonly prefix = '';
  readonly #faults: AppendFault[] = [];
  #kept: readonly StoredEvent[] = [];

  async open(): Promise<EventStore> {
    const store = new InMemoryEventStore({ kept: this.#kept, faults: this.#faults });
    const close = store.close.bind(store);
    store.close = async () => {
      this.#kept = await store.readAll(0, Number.MAX_SAFE_INTEGER).catch(() => this.#kept);
      await close();
    };
    return store;
  }

  async breakAppends(): Promise<() => Promise<void>> {
    this.#faults.push('failed-and-not-stored');
    return async () => undefined;
  }

  async loseNextAnswer(): Promise<void> {
    this.#faults.push('failed-but-stored');
  }

  async dispose(): Promise<void> {}
}
