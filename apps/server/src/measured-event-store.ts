import type {
  Appended,
  AppendedAcross,
  EventStore,
  FollowOptions,
  NewEvent,
  StoredEvent,
  StreamAppend,
} from '@ledger/event-store-port';
import { isLedgerError } from '@ledger/kernel';
import type { LedgerMetrics } from './metrics.js';

type AppendMetrics = Pick<
  LedgerMetrics,
  'appendSeconds' | 'appendConflicts' | 'eventsAppended'
>;

type AppendAcross = NonNullable<EventStore['appendAcrossStreams']>;

/** Any event store, with its appends timed and counted. It changes no answer. */
export class MeasuredEventStore implements EventStore {
  readonly #store: EventStore;
  readonly #metrics: AppendMetrics;
  /** There where the store has it. */
  readonly appendAcrossStreams?: AppendAcross;

  constructor(store: EventStore, metrics: AppendMetrics) {
    this.#store = store;
    this.#metrics = metrics;
    if (store.appendAcrossStreams !== undefined) {
      this.appendAcrossStreams = (parts) => this.#appendAcross(parts);
    }
  }

  append(
    stream: string,
    expectedRevision: number,
    events: readonly NewEvent[],
  ): Promise<Appended> {
    return this.#measured(events.length, () =>
      this.#store.append(stream, expectedRevision, events),
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

  #appendAcross(parts: readonly StreamAppend[]): Promise<AppendedAcross> {
    const events = parts.reduce((sum, part) => sum + part.events.length, 0);
    return this.#measured(events, async () => {
      const answer = await this.#store.appendAcrossStreams?.(parts);
      if (answer === undefined)
        throw new TypeError('The store could append across streams before.');
      return answer;
    });
  }

  async #measured<Answer extends { readonly repeated: boolean }>(
    events: number,
    append: () => Promise<Answer>,
  ): Promise<Answer> {
    const startedAtMs = performance.now();
    try {
      const answer = await append();
      this.#observe(answer.repeated ? 'repeated' : 'appended', startedAtMs);
      if (!answer.repeated) this.#metrics.eventsAppended.inc(events);
      return answer;
    } catch (error) {
      const outcome = isLedgerError(error) ? error.code : 'unexpected';
      this.#observe(outcome, startedAtMs);
      if (outcome === 'revision-conflict') this.#metrics.appendConflicts.inc();
      throw error;
    }
  }

  #observe(outcome: string, startedAtMs: number): void {
    const seconds = (performance.now() - startedAtMs) / 1000;
    this.#metrics.appendSeconds.observe({ outcome }, seconds);
  }
}
