import { InMemoryEventStore, type AppendFault } from '@ledger/event-store-memory';
import type { EventStore } from '@ledger/event-store-port';
import { describeAppendAcrossStreams } from './append-across-streams.contract.js';
import { describeEventStore, type EventStoreHarness } from './event-store.contract.js';

describeEventStore('InMemoryEventStore', async () => new MemoryHarness());
describeAppendAcrossStreams('InMemoryEventStore', async () => new MemoryHarness());

class MemoryHarness implements EventStoreHarness {
  readonly prefix = '';
  readonly #faults: AppendFault[] = [];
  #store = new InMemoryEventStore();

  async open(): Promise<EventStore> {
    const kept = this.#store.record;
    this.#store = new InMemoryEventStore({ kept, faults: this.#faults });
    return this.#store;
  }

  async breakAppends(): Promise<() => Promise<void>> {
    this.#faults.push('failed-and-not-stored');
    return async () => undefined;
  }

  async loseNextAnswer(): Promise<void> {
    this.#faults.push('failed-but-stored');
  }

  dispose(): Promise<void> {
    return this.#store.close();
  }
}
