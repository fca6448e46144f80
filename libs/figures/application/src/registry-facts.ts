import type { EventStore } from '@ledger/event-store-port';
import type {
  AreaFacts,
  MeasureState,
  PublicationFacts,
  PublisherFacts,
} from '@ledger/figures-domain';
import { StreamDecider } from './stream-decider.js';
import { area, measure, publication, publisher } from './subjects.js';

/** What is registered under a name, read from the log itself: views may be behind it. */
export class RegistryFacts {
  readonly #streams: StreamDecider;

  constructor(store: EventStore) {
    this.#streams = new StreamDecider(store);
  }

  /** @throws {StoreUnavailable} */
  publisher(id: string): Promise<PublisherFacts | undefined> {
    return this.#streams.stateOf(publisher(id));
  }

  /** @throws {StoreUnavailable} */
  area(id: string): Promise<AreaFacts | undefined> {
    return this.#streams.stateOf(area(id));
  }

  /** @throws {StoreUnavailable} */
  measure(code: string): Promise<MeasureState> {
    return this.#streams.stateOf(measure(code));
  }

  /** @throws {StoreUnavailable} */
  async publication(id: string): Promise<PublicationFacts | undefined> {
    return (await this.#streams.stateOf(publication(id)))?.facts;
  }
}
