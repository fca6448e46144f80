import {
  AppendOutcomeUnknown,
  BEGINNING,
  checkAppend,
  checkAppendAcross,
  CommitSignal,
  followByReading,
  RecordedTime,
  RevisionConflict,
  StoreUnavailable,
  streamsOf,
  type Appended,
  type AppendedAcross,
  type EventStore,
  type FollowOptions,
  type NewEvent,
  type RecordedTimeOptions,
  type StoredEvent,
  type StreamAppend,
} from '@ledger/event-store-port';

/** How one append can fail. */
export type AppendFault = 'failed-and-not-stored' | 'failed-but-stored';

/** How an event store in memory behaves; its defaults suit most tests. */
export interface InMemoryEventStoreOptions {
  /** Events of an earlier store, from the first one on. */
  readonly kept?: readonly StoredEvent[];
  /** Faults that the test may add at any time: each append takes the first one. */
  readonly faults?: AppendFault[];
  /** How recorded time is checked against the machine's clock; on its own clock by default. */
  readonly time?: RecordedTimeOptions;
}

/**
 * The event log for tests: it ends with the process.
 *
 * Appends are decided in the order of the calls. Stored events are frozen copies, so code that
 * tries to change one throws.
 */
export class InMemoryEventStore implements EventStore {
  readonly #events: StoredEvent[] = [];
  readonly #streams = new Map<string, StoredEvent[]>();
  readonly #commits = new CommitSignal();
  readonly #faults: AppendFault[];
  readonly #time: RecordedTime;
  #isClosed = false;

  /** @throws {TypeError} if `kept` is not a complete log in order */
  constructor({ kept = [], faults = [], time = {} }: InMemoryEventStoreOptions = {}) {
    this.#faults = faults;
    this.#time = new RecordedTime(time);
    for (const event of kept) this.#keep(event);
  }

  /** Everything stored, also after closing: another store may be opened with it. */
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
    const part = { stream, expectedRevision, events };
    const { revisions, position, repeated } = this.#meetFault([part]);
    return { revision: revisions[0] ?? expectedRevision, position, repeated };
  }

  async appendAcrossStreams(parts: readonly StreamAppend[]): Promise<AppendedAcross> {
    checkAppendAcross(parts);
    this.#assertOpen();
    return this.#meetFault(parts);
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

  #meetFault(parts: readonly StreamAppend[]): AppendedAcross {
    const fault = this.#faults.shift();
    if (fault === undefined) return this.#decide(parts);
    if (fault === 'failed-and-not-stored') throw new StoreUnavailable('a fault was planned');
    return this.#loseAnswer(parts);
  }

  #decide(parts: readonly StreamAppend[]): AppendedAcross {
    const elsewhere = parts.find((part) => this.#revisionOf(part) !== part.expectedRevision);
    if (elsewhere === undefined) return this.#add(parts);
    const held = parts.flatMap((part) => this.#lastHeld(part) ?? []);
    if (held.length < parts.length) {
      const { stream, expectedRevision } = elsewhere;
      throw new RevisionConflict(stream, expectedRevision, this.#revisionOf(elsewhere));
    }
    const revisions = held.map(({ revision }) => revision);
    const position = Math.max(...held.map((last) => last.position));
    return { revisions, position, repeated: true };
  }

  #revisionOf({ stream }: StreamAppend): number {
    return (this.#streams.get(stream)?.length ?? 0) - 1;
  }

  /** The last event of a part that is stored already; undefined if it is not. */
  #lastHeld({ stream, expectedRevision, events }: StreamAppend): StoredEvent | undefined {
    const from = expectedRevision + 1;
    const held = (this.#streams.get(stream) ?? []).slice(from, from + events.length);
    const isHeld = events.every(({ id }, i) => id === held[i]?.id);
    return isHeld ? held.at(-1) : undefined;
  }

  #add(parts: readonly StreamAppend[]): AppendedAcross {
    this.#time.check();
    for (const { stream, expectedRevision, events } of this.#time.date(parts)) {
      events.forEach(({ id, type, body }, i) => {
        const revision = expectedRevision + 1 + i;
        this.#keep({ id, type, body, stream, revision, position: this.#events.length + 1 });
      });
    }
    this.#commits.notify();
    const revisions = parts.map((part) => this.#revisionOf(part));
    return { revisions, position: this.#events.length, repeated: false };
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
    this.#time.met(frozen.body);
    held.push(frozen);
    this.#streams.set(event.stream, held);
    this.#events.push(frozen);
  }

  #loseAnswer(parts: readonly StreamAppend[]): never {
    let cause: unknown = new Error('a fault was planned');
    try {
      this.#decide(parts);
    } catch (refusal) {
      cause = refusal;
    }
    throw new AppendOutcomeUnknown(streamsOf(parts), { cause });
  }

  #assertOpen(): void {
    if (this.#isClosed) throw new StoreUnavailable('it was closed');
  }
}

function page(events: readonly StoredEvent[], from: number, eventsMax: number): StoredEvent[] {
  const first = Math.max(0, from);
  return events.slice(first, first + Math.max(0, eventsMax));
}
