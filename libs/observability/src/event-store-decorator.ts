import {
  streamsOf,
  type Appended,
  type AppendedAcross,
  type EventStore,
  type FollowOptions,
  type NewEvent,
  type StoredEvent,
  type StreamAppend,
} from '@ledger/event-store-port';

/** An append on its way to the decorated store. */
export interface PassingAppend {
  /** The name under which messages refer to its streams. */
  readonly streams: string;
  readonly events: readonly NewEvent[];
}

/** An event store with something done around its appends. Results are unchanged. */
export abstract class EventStoreDecorator implements EventStore {
  readonly #store: EventStore;

  constructor(store: EventStore) {
    this.#store = store;
  }

  append(
    stream: string,
    expectedRevision: number,
    events: readonly NewEvent[],
  ): Promise<Appended> {
    return this.around({ streams: stream, events }, () =>
      this.#store.append(stream, expectedRevision, events),
    );
  }

  appendAcrossStreams(parts: readonly StreamAppend[]): Promise<AppendedAcross> {
    const events = parts.flatMap((part) => part.events);
    return this.around({ streams: streamsOf(parts), events }, () =>
      this.#store.appendAcrossStreams(parts),
    );
  }

  readStream(
    stream: string,
    fromRevision?: number,
    eventsMax?: number,
  ): Promise<readonly StoredEvent[]> {
    return this.#store.readStream(stream, fromRevision, eventsMax);
  }

  readAll(after: number, eventsMax: number): Promise<readonly StoredEvent[]> {
    return this.#store.readAll(after, eventsMax);
  }

  head(): Promise<number> {
    return this.#store.head();
  }

  follow(options: FollowOptions): AsyncIterable<readonly StoredEvent[]> {
    return this.#store.follow(options);
  }

  close(): Promise<void> {
    return this.#store.close();
  }

  /** Calls `append` once, and returns or throws what it does. */
  protected abstract around<Answer extends Appended | AppendedAcross>(
    passing: PassingAppend,
    append: () => Promise<Answer>,
  ): Promise<Answer>;
}
