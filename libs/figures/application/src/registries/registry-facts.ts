import type { EventStore } from '@ledger/event-store-port';
import type {
  AreaState,
  Capture,
  DimensionState,
  MeasureState,
  PublicationFacts,
  PublisherState,
} from '@ledger/figures-domain';
import { StreamDecider } from '../streams/stream-decider.js';
import { area, dimension, measure, publication, publisher } from '../streams/subjects.js';

/** Registered facts by name, read from the log itself: views may be behind it. */
export class RegistryFacts {
  readonly #streams: StreamDecider;

  constructor(store: EventStore) {
    this.#streams = new StreamDecider(store);
  }

  /** @throws {StoreUnavailable} */
  publisher(id: string): Promise<PublisherState> {
    return this.#streams.stateOf(publisher(id));
  }

  /** @throws {StoreUnavailable} */
  area(id: string): Promise<AreaState> {
    return this.#streams.stateOf(area(id));
  }

  /** @throws {StoreUnavailable} */
  dimension(id: string): Promise<DimensionState> {
    return this.#streams.stateOf(dimension(id));
  }

  /** @throws {StoreUnavailable} */
  measure(code: string): Promise<MeasureState> {
    return this.#streams.stateOf(measure(code));
  }

  /**
   * The state of the capture of a publication.
   *
   * @throws {StoreUnavailable}
   */
  async capture(id: string): Promise<Capture | undefined> {
    return (await this.#streams.stateOf(publication(id)))?.capture;
  }

  /** @throws {StoreUnavailable} */
  async publication(id: string): Promise<PublicationFacts | undefined> {
    return (await this.#streams.stateOf(publication(id)))?.facts;
  }
}
