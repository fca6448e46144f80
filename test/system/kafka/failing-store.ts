import {
  AppendOutcomeUnknown,
  StoreUnavailable,
  type EventStore,
  type NewEvent,
} from '@ledger/event-store-port';

/** How appends fail, until changed. */
export type Fault = 'none' | 'not stored' | 'stored, and the answer lost';

/** An event store whose appends can be made to fail; everything else is unchanged. */
export class FailingStore implements EventStore {
  fault: Fault = 'none';
  /** Failed appends so far. */
  failures = 0;
  readonly #store: EventStore;

  constructor(store: EventStore) {
    this.#store = store;
  }

  readonly appendAcrossStreams: EventStore['appendAcrossStreams'] = (parts) =>
    this.#broken(parts[0]?.stream ?? '', () => this.#store.appendAcrossStreams(parts));
  readonly readStream: EventStore['readStream'] = (...of) => this.#store.readStream(...of);
  readonly readAll: EventStore['readAll'] = (...of) => this.#store.readAll(...of);
  readonly head: EventStore['head'] = () => this.#store.head();
  readonly follow: EventStore['follow'] = (options) => this.#store.follow(options);
  readonly close: EventStore['close'] = () => this.#store.close();

  append(stream: string, expectedRevision: number, events: readonly NewEvent[]) {
    return this.#broken(stream, () => this.#store.append(stream, expectedRevision, events));
  }

  async #broken<Answer>(stream: string, append: () => Promise<Answer>): Promise<Answer> {
    const { fault } = this;
    if (fault === 'none') return append();
    this.failures += 1;
    if (fault === 'not stored') throw new StoreUnavailable('the test took it away');
    await append();
    throw new AppendOutcomeUnknown(stream);
  }
}
