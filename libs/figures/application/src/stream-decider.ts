import { setTimeout as sleep } from 'node:timers/promises';
import {
  AppendOutcomeUnknown,
  RevisionConflict,
  StoreUnavailable,
  type Appended,
  type EventStore,
  type NewEvent,
  type StoredEvent,
} from '@ledger/event-store-port';
import { decodeRecord, type DomainEvent, type EventRecord } from '@ledger/kernel';
import { StreamTooBusy } from './application-refusals.js';
import { newEventOf } from './recorder.js';
import { Turns } from './turns.js';

/** A stream and how its events become a state. */
export interface Subject<State, Event extends DomainEvent> {
  readonly stream: string;
  readonly initial: State;
  readonly evolve: (state: State, record: EventRecord<Event>) => State;
}

/** What was decided on a state: records to append, if any, and whatever the decider wants back. */
export interface Decision<Result> {
  readonly records: readonly EventRecord[];
  readonly result: Result;
}

/** Pure but for the clock: it is called again when somebody else wrote first. */
export type Decide<State, Result> = (state: State, nextRevision: number) => Decision<Result>;

/** An event's id with where it came to stand in the whole record. */
export type Positioned = Pick<StoredEvent, 'id' | 'position'>;

/** A decision that is in the record now. */
export interface Settled<Result> {
  readonly result: Result;
  /** The stream's events as they were decided on, in order. */
  readonly history: readonly Positioned[];
  /** What the decision added, in order. */
  readonly added: readonly Positioned[];
}

/** How often a decision is made anew because somebody else wrote first. */
export const ATTEMPTS_MAX = 10;

/** An append whose answer was lost is repeated at once, then after these pauses. */
const REPEAT_PAUSES_MS = [0, 50, 200, 800];

/** Reads a stream, folds it, decides and appends; all that is written goes through here. */
export class StreamDecider {
  readonly #store: EventStore;
  readonly #turns = new Turns();

  constructor(store: EventStore) {
    this.#store = store;
  }

  /** The state of a stream now. */
  async stateOf<State, Event extends DomainEvent>(
    subject: Subject<State, Event>,
  ): Promise<State> {
    return fold(subject, await this.#store.readStream(subject.stream));
  }

  /**
   * Decides on a stream's state and appends what was decided, on the very state it was decided
   * on: if the stream has moved on, it is read and decided again.
   *
   * @throws {StreamTooBusy} others wrote first {@link ATTEMPTS_MAX} times; nothing was written
   * @throws {AppendOutcomeUnknown} it may be there or not: send the same command again
   * @throws {StoreUnavailable} nothing was written
   * @throws whatever `decide` throws; nothing was written
   */
  settle<State, Event extends DomainEvent, Result>(
    subject: Subject<State, Event>,
    decide: Decide<State, Result>,
  ): Promise<Settled<Result>> {
    return this.#turns.take(subject.stream, () => this.#settle(subject, decide));
  }

  async #settle<State, Event extends DomainEvent, Result>(
    subject: Subject<State, Event>,
    decide: Decide<State, Result>,
  ): Promise<Settled<Result>> {
    const { stream } = subject;
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
      const history = await this.#store.readStream(stream);
      const last = history.at(-1)?.revision ?? -1;
      const { records, result } = decide(fold(subject, history), last + 1);
      if (records.length === 0) return { result, history, added: [] };
      const events = records.map(newEventOf);
      const appended = await this.#append(stream, last, events);
      if (appended === undefined) continue;
      return { result, history, added: await this.#positioned(stream, events, appended) };
    }
    throw new StreamTooBusy(stream, ATTEMPTS_MAX);
  }

  /** @returns undefined if somebody else wrote first */
  async #append(
    stream: string,
    expectedRevision: number,
    events: readonly NewEvent[],
  ): Promise<Appended | undefined> {
    let unknown: AppendOutcomeUnknown | undefined;
    for (let repeats = 0; ; repeats += 1) {
      try {
        const appended = await this.#store.append(stream, expectedRevision, events);
        // Not this call's own append come true: somebody else said the very same just before.
        if (appended.repeated && unknown === undefined) return undefined;
        return appended;
      } catch (error) {
        if (error instanceof RevisionConflict) return undefined;
        if (error instanceof AppendOutcomeUnknown) unknown = error;
        // Once an answer was lost, "nothing was written" is true of the repeat alone.
        else if (unknown === undefined || !(error instanceof StoreUnavailable)) throw error;
        const pauseMs = REPEAT_PAUSES_MS[repeats];
        if (pauseMs === undefined) throw unknown;
        if (pauseMs > 0) await sleep(pauseMs);
      }
    }
  }

  /** Positions may have gaps, so those of several events are read, not counted. */
  async #positioned(
    stream: string,
    events: readonly NewEvent[],
    { position, revision }: Appended,
  ): Promise<readonly Positioned[]> {
    const [event] = events;
    if (event !== undefined && events.length === 1) return [{ id: event.id, position }];
    return this.#store.readStream(stream, revision - events.length + 1, events.length);
  }
}

function fold<State, Event extends DomainEvent>(
  { initial, evolve }: Subject<State, Event>,
  events: readonly StoredEvent[],
): State {
  let state = initial;
  for (const { body } of events) state = evolve(state, decodeRecord<Event>(body));
  return state;
}
