import {
  BEGINNING,
  NO_STREAM,
  streamsOf,
  type Appended,
  type EventStore,
  type NewEvent,
  type StoredEvent,
  type StreamAppend,
} from '@ledger/event-store-port';
import {
  type DomainEvent,
  type EventRecord,
  isTurnOver,
  KeyedMutex,
  mapInTurns,
  nextTurn,
} from '@ledger/kernel';
import { LEDGER_EVENTS } from '@ledger/figures-domain';
import { StreamTooBusy } from './application-refusals.js';
import { appendUntilKnown } from './append-until-known.js';
import { answered, ended, type Ending } from './ending.js';
import { newEventOf } from './recorder.js';

/** A stream and how its events become a state. */
export interface Subject<State, Event extends DomainEvent> {
  readonly stream: string;
  readonly initial: State;
  readonly evolve: (state: State, record: EventRecord<Event>) => State;
}

/** A decision on a state: records to append, if any, and the decider's result. */
export interface Decision<Result> {
  readonly records: readonly EventRecord[];
  readonly result: Result;
}

/** Pure but for the clock: it is called again if somebody else wrote first. */
export type Decide<State, Result> = (
  state: State,
  nextRevision: number,
) => Decision<Result> | Promise<Decision<Result>>;

/** An event's id with its position in the log. */
export type Positioned = Pick<StoredEvent, 'id' | 'position'>;

/** A decision that is in the log now. */
export interface Committed<Result> {
  readonly result: Result;
  /** The stream's events that the decision was based on, in order. */
  readonly history: readonly Positioned[];
  /** What the decision added, in order. */
  readonly added: readonly Positioned[];
}

/** How often a decision is repeated because somebody else wrote first. */
const ATTEMPTS_MAX = 10;

/** The most streams requested from a server at a time, however many are committed together. */
const STREAMS_READ_TOGETHER_MAX = 1_000;

/** A long stream is read page by page, so that other work runs in between. */
const EVENTS_A_PAGE = 1_000;

/** A stream with the decision to make on it. */
export interface StreamTask<State, Event extends DomainEvent, Result> {
  readonly subject: Subject<State, Event>;
  readonly decide: Decide<State, Result>;
}

/** A decision, and the state of the stream it was based on. */
interface Decided<Result> {
  readonly stream: string;
  readonly result: Result;
  readonly history: readonly StoredEvent[];
  readonly events: readonly NewEvent[];
}

/** A task with the events of its stream. */
interface Undecided<State, Event extends DomainEvent, Result> {
  readonly task: StreamTask<State, Event, Result>;
  readonly history: readonly StoredEvent[];
}

/** Reads a stream, folds it, decides and appends; every write goes through here. */
export class StreamDecider {
  readonly #store: EventStore;
  readonly #mutex = new KeyedMutex();

  constructor(store: EventStore) {
    this.#store = store;
  }

  /** The present state of a stream. */
  async stateOf<State, Event extends DomainEvent>(
    subject: Subject<State, Event>,
  ): Promise<State> {
    return fold(subject, await this.#history(subject.stream));
  }

  /**
   * Decides on a stream's state and appends the decision, on the very state it was based on: if
   * the stream has moved on, it is read and decided again.
   *
   * @throws {AppendTooLarge | EventTooLarge} the store's server does not accept so much at once;
   *   nothing was written
   * @throws {StreamTooBusy} others wrote first {@link ATTEMPTS_MAX} times; nothing was written
   * @throws {AppendOutcomeUnknown} it may be stored or not: send the same command again
   * @throws {StoreUnavailable} nothing was written
   * @throws whatever `decide` throws; nothing was written
   */
  settle<State, Event extends DomainEvent, Result>(
    subject: Subject<State, Event>,
    decide: Decide<State, Result>,
  ): Promise<Committed<Result>> {
    return this.#mutex.run(subject.stream, () => this.#settle({ subject, decide }));
  }

  /**
   * Decides on several streams and appends the decisions all together or not at all: if one of
   * the streams has moved on, all are read and decided again.
   *
   * @param tasks no two of one stream
   * @returns in their order, with the position of the last event added
   * @throws {AcrossStreamsNotOffered | AppendTooLarge | EventTooLarge} the store's server does
   *   not support it, or not with so much; nothing was written, and one by one may succeed
   * @throws {StreamTooBusy} others wrote first {@link ATTEMPTS_MAX} times; nothing was written
   * @throws {AppendOutcomeUnknown} all may be stored or nothing: send the same command again
   * @throws {StoreUnavailable} nothing was written
   * @throws whatever a `decide` throws; nothing was written
   */
  settleTogether<State, Event extends DomainEvent, Result>(
    tasks: readonly StreamTask<State, Event, Result>[],
  ): Promise<readonly Committed<Result>[]> {
    const streams = tasks.map(({ subject }) => subject.stream);
    return this.#mutex.runUnderAll(streams, () => this.#settleTogether(tasks));
  }

  /**
   * Decides on several streams and appends the decision on each by itself: one that has moved on
   * is read and decided again, as with {@link settle}. All are appended in one turn of the event
   * loop, however many the decisions took, so that the event store can write them to disk at
   * once.
   *
   * @param tasks no two of one stream
   * @returns in their order what {@link settle} answers or throws, once all have ended
   */
  settleEach<State, Event extends DomainEvent, Result>(
    tasks: readonly StreamTask<State, Event, Result>[],
  ): Promise<readonly Ending<Committed<Result>>[]> {
    const streams = tasks.map(({ subject }) => subject.stream);
    return this.#mutex.runUnderAll(streams, async () => {
      const decided = await this.#decidedEach(tasks);
      return Promise.all(
        tasks.map((task, i) =>
          ended(async () => {
            const settled = await this.#appended(answered(decided[i]));
            return settled ?? this.#settle(task, ATTEMPTS_MAX - 1);
          }),
        ),
      );
    });
  }

  async #settle<State, Event extends DomainEvent, Result>(
    task: StreamTask<State, Event, Result>,
    attemptsMax = ATTEMPTS_MAX,
  ): Promise<Committed<Result>> {
    const { stream } = task.subject;
    for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
      const decided = await decidedOn({ task, history: await this.#history(stream) });
      const settled = await this.#appended(decided);
      if (settled !== undefined) return settled;
    }
    throw new StreamTooBusy(stream, ATTEMPTS_MAX);
  }

  /** Appends a decision, if there is anything to append; undefined if the stream has moved on. */
  async #appended<Result>(decided: Decided<Result>): Promise<Committed<Result> | undefined> {
    const { stream, history, events, result } = decided;
    if (events.length === 0) return { result, history, added: [] };
    const last = revisionOf(history);
    const appended = await appendUntilKnown(() => this.#store.append(stream, last, events));
    if (appended === undefined) return undefined;
    return { result, history, added: await this.#positioned(stream, events, appended) };
  }

  async #settleTogether<State, Event extends DomainEvent, Result>(
    tasks: readonly StreamTask<State, Event, Result>[],
  ): Promise<readonly Committed<Result>[]> {
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
      const endings = await this.#decidedEach(tasks);
      const decided = endings.map((ending) => answered(ending));
      const parts = partsOf(decided);
      if (parts.length === 0) return settledAt(decided, BEGINNING);
      const appended = await appendUntilKnown(() => this.#store.appendAcrossStreams(parts));
      if (appended !== undefined) return settledAt(decided, appended.position);
    }
    throw new StreamTooBusy(streamsOf(tasks.map(({ subject }) => subject)), ATTEMPTS_MAX);
  }

  async #decidedEach<State, Event extends DomainEvent, Result>(
    tasks: readonly StreamTask<State, Event, Result>[],
  ): Promise<readonly Ending<Decided<Result>>[]> {
    const decided: Ending<Decided<Result>>[] = [];
    for (let from = 0; from < tasks.length; from += STREAMS_READ_TOGETHER_MAX) {
      const next = tasks.slice(from, from + STREAMS_READ_TOGETHER_MAX);
      for (const one of await Promise.all(next.map((task) => this.#read(task)))) {
        if (isTurnOver()) await nextTurn();
        decided.push(one.status === 'rejected' ? one : await ended(() => decidedOn(one.value)));
      }
    }
    return decided;
  }

  #read<State, Event extends DomainEvent, Result>(
    task: StreamTask<State, Event, Result>,
  ): Promise<Ending<Undecided<State, Event, Result>>> {
    return ended(async () => ({ task, history: await this.#history(task.subject.stream) }));
  }

  async #history(stream: string): Promise<readonly StoredEvent[]> {
    const first = await this.#store.readStream(stream, 0, EVENTS_A_PAGE);
    if (first.length < EVENTS_A_PAGE) return first;
    const history = [...first];
    for (let page = first; page.length === EVENTS_A_PAGE; history.push(...page)) {
      if (isTurnOver()) await nextTurn();
      page = await this.#store.readStream(stream, revisionOf(history) + 1, EVENTS_A_PAGE);
    }
    return history;
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

async function decidedOn<State, Event extends DomainEvent, Result>({
  task: { subject, decide },
  history,
}: Undecided<State, Event, Result>): Promise<Decided<Result>> {
  const { stream } = subject;
  const state = await fold(subject, history);
  const { records, result } = await decide(state, revisionOf(history) + 1);
  return { stream, result, history, events: await mapInTurns(records, newEventOf) };
}

async function fold<State, Event extends DomainEvent>(
  { initial, evolve }: Subject<State, Event>,
  events: readonly StoredEvent[],
): Promise<State> {
  let state = initial;
  for (const { body } of events) {
    if (isTurnOver()) await nextTurn();
    // A stream holds the events of its subject alone.
    state = evolve(state, LEDGER_EVENTS.decode(body) as EventRecord as EventRecord<Event>);
  }
  return state;
}

function revisionOf(history: readonly StoredEvent[]): number {
  return history.at(-1)?.revision ?? NO_STREAM;
}

function partsOf(decided: readonly Decided<unknown>[]): readonly StreamAppend[] {
  return decided
    .filter(({ events }) => events.length > 0)
    .map(({ stream, history, events }) => ({
      stream,
      expectedRevision: revisionOf(history),
      events,
    }));
}

function settledAt<Result>(
  decided: readonly Decided<Result>[],
  position: number,
): readonly Committed<Result>[] {
  return decided.map(({ result, history, events }) => ({
    result,
    history,
    added: events.map(({ id }) => ({ id, position })),
  }));
}
