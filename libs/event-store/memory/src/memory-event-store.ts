import {
  AppendOutcomeUnknown,
  BEGINNING,
  checkAppend,
  CommitSignal,
  followByReading,
  RevisionConflict,
  StoreUnavailable,
  type Appended,
  type EventStore,
  type FollowOptions,
  type NewEvent,
  type StoredEvent,
} from '@ledger/event-store-port';

/** What can go wrong with one append. */
export type AppendFault = 'failed-and-not-stored' | 'failed-but-stored';

export interface InMemoryEventStoreOptions {
  /** What an earlier store held, from its first event on. */
  readonly kept?: readonly StoredEvent[];
  /** A plan the test may add to at any time: each append takes the first fault off it. */
  readonly faults?: AppendFault[];
}

/**
 * The record for tests: it ends with the process.
 *
 * Appends are decided in the order they are called in. Stored events are frozen copies, so code
 * that would change one throws where it tries to.
 */
export class InMemoryEventStore implements EventStore {
  readonly #events: StoredEvent[] = [];
  readonly #streams = new Map<string, StoredEvent[]>();
  readonly #commits = new CommitSignal();
  readonly #faults: AppendFault[];
  #isClosed = false;

  /** @throws {TypeError} if what was kept is not a whole record in order */
  constructor({ kept = [], faults = [] }: InMemoryEventStoreOptions = {}) {
    this.#faults = faults;
    for (const event of kept) this.#keep(event);
  }

  /** Everything stored, also after closing: what another store may be opened with. */
  get record(): readonly StoredEvent[] {
    return [...this.#events];
  }

  async append(
    stream: string,
    expectedRevision: number,
    events: readonly NewEvent[],
  ): Promise<Appended> {
    checkAppend(stream, expectedRevision, events);
    this.#assertOpen();
    const fault = this.#faults.shift();
    if (fault === undefined) return this.#decide(stream, expectedRevision, events);
    if (fault === 'failed-and-not-stored') throw new StoreUnavailable('a fault was planned');
    return this.#loseAnswer(stream, () => this.#decide(stream, expectedRevision, events));
  }

  async readStream(
    stream: string,
    fromRevision = 0,
    eventsMax = Number.MAX_SAFE_INTEGER,
  ): Promise<readonly StoredEvent[]> {
    this.#assertOpen();
    return page(this.#streams.get(stream) ?? [], fromRevision, eventsMax);
  }

  async readAll(after: number, eventsMax: number): Promise<readonly StoredEvent[]> {
    this.#assertOpen();
    return page(this.#events, after, eventsMax);
  }

  async head(): Promise<number> {
    this.#assertOpen();
    return this.#events.at(-1)?.position ?? BEGINNING;
  }

  follow(options: FollowOptions): AsyncIterable<readonly StoredEvent[]> {
    return followByReading(this, this.#commits, options);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#commits.notify();
  }

  #decide(stream: string, expectedRevision: number, events: readonly NewEvent[]): Appended {
    const held = this.#streams.get(stream) ?? [];
    const actualRevision = held.length - 1;
    if (actualRevision === expectedRevision) return this.#add(stream, expectedRevision, events);
    const same = held.slice(expectedRevision + 1, expectedRevision + 1 + events.length);
    const last = same.at(-1);
    const isRepeat =
      same.length === events.length && same.every((event, i) => event.id === events[i]?.id);
    if (!isRepeat || last === undefined) {
      throw new RevisionConflict(stream, expectedRevision, actualRevision);
    }
    return { revision: last.revision, position: last.position, repeated: true };
  }

  #add(stream: string, expectedRevision: number, events: readonly NewEvent[]): Appended {
    let revision = expectedRevision;
    for (const { id, type, body } of events) {
      revision += 1;
      this.#keep({ id, type, body, stream, revision, position: this.#events.length + 1 });
    }
    this.#commits.notify();
    return { revision, position: this.#events.length, repeated: false };
  }

  #keep(event: StoredEvent): void {
    const held = this.#streams.get(event.stream) ?? [];
    if (event.position !== this.#events.length + 1 || event.revision !== held.length) {
      throw new TypeError(
        `Event ${event.id} stands at revision ${event.revision} and position ${event.position}; ` +
          `revision ${held.length} and position ${this.#events.length + 1} come next.`,
      );
    }
    const frozen = Object.freeze({ ...event });
    held.push(frozen);
    this.#streams.set(event.stream, held);
    this.#events.push(frozen);
  }

  #loseAnswer(stream: string, decide: () => Appended): never {
    let cause: unknown = new Error('a fault was planned');
    try {
      decide();
    } catch (refusal) {
      cause = refusal;
    }
    throw new AppendOutcomeUnknown(stream, { cause });
  }

  #assertOpen(): void {
    if (this.#isClosed) throw new StoreUnavailable('it was closed');
  }
}

function page(events: readonly StoredEvent[], from: number, eventsMax: number): StoredEvent[] {
  const first = Math.max(0, from);
  return events.slice(first, first + Math.max(0, eventsMax));
}
