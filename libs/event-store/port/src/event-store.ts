/** An event on its way into the store, which reads none of it but when it was recorded. */
export interface NewEvent {
  /** A UUID, derived by the caller from what the event says, the same on every retry. */
  readonly id: string;
  readonly type: string;
  /**
   * Canonical JSON of the whole record. Its `recordedAt` is a proposal: the store makes it later
   * where it has to, and keeps everything else byte for byte.
   */
  readonly body: string;
}

/** An event as the store gives it back. */
export interface StoredEvent extends NewEvent {
  readonly stream: string;
  /** Place in its stream: from 0, unique, without gaps. */
  readonly revision: number;
  /**
   * Place in the whole store: a whole number from 1, unique, rising in the order of commits, not
   * always without gaps. Whoever has seen position p has been offered everything before p.
   */
  readonly position: number;
}

/** What an append answers. */
export interface Appended {
  /** Revision of the last event of the append. */
  readonly revision: number;
  /** Position of the last event of the append. */
  readonly position: number;
  /** True if the very same events were there already and nothing was added. */
  readonly repeated: boolean;
}

/** The revision of a stream that does not exist. */
export const NO_STREAM = -1;

/** The position before the first event. */
export const BEGINNING = 0;

/** The most events one append takes. */
export const APPEND_EVENTS_MAX = 5_000;

/** The most bytes (UTF-8) one event's body may have. */
export const EVENT_BYTES_MAX = 1_000_000;

/** One stream's part in an append to several. */
export interface StreamAppend {
  readonly stream: string;
  /** Revision of the stream's last event, or {@link NO_STREAM}. */
  readonly expectedRevision: number;
  /** One or more, in order. */
  readonly events: readonly NewEvent[];
}

/** What an append to several streams answers. */
export interface AppendedAcross {
  /** Revision of each part's last event, in the order of the parts. */
  readonly revisions: readonly number[];
  /** Position of the last of all its events. */
  readonly position: number;
  /** True if the very same events were there already and nothing was added. */
  readonly repeated: boolean;
}

export interface FollowOptions {
  /** Only events behind this position; {@link BEGINNING} for all. */
  readonly after: number;
  /** The most events in one batch. */
  readonly batchEventsMax: number;
  /** Ends the following; the iteration then finishes without an error. */
  readonly signal: AbortSignal;
}

/**
 * The record: streams of events that are only ever appended to.
 *
 * Every method may be called again after any failure. Nothing that was answered is ever lost or
 * changed.
 */
export interface EventStore {
  /**
   * Appends events to the end of one stream: all of them or none, on disk before the answer.
   *
   * There is no "any revision". If the stream has moved on, but holds exactly these event ids
   * right behind `expectedRevision`, that is a repeated append, and the earlier answer is given
   * again with `repeated`.
   *
   * Recorded time rises from append to append along positions, whatever the machine's clock does
   * and whichever process appends; all events of one append share a moment, and so do appends
   * beyond the thousandth that are committed together. KurrentDB promises less: see there.
   *
   * @param expectedRevision revision of the stream's last event, or {@link NO_STREAM}
   * @param events 1 to {@link APPEND_EVENTS_MAX} events, in order
   * @throws {RevisionConflict} the stream is elsewhere; nothing was written
   * @throws {EventTooLarge} a body exceeds {@link EVENT_BYTES_MAX}; nothing was written
   * @throws {MalformedAppend} no events or too many, no stream, no revision, or a text that
   *   UTF-8 cannot say; nothing was written
   * @throws {AppendOutcomeUnknown} the events may be there or not: append the same ids again
   * @throws {AppendTooLarge} together they are more than this store takes at once; nothing was
   *   written
   * @throws {StreamDeleted} somebody deleted the stream, or part of it, past the ledger
   * @throws {StoreAccessDenied} this process may not write there; nothing was written
   * @throws {ClockLeapt} the machine's clock, or the one that dated the record, cannot be right;
   *   nothing was written
   * @throws {StoreUnavailable} nothing was written; try later
   */
  append(
    stream: string,
    expectedRevision: number,
    events: readonly NewEvent[],
  ): Promise<Appended>;

  /**
   * Appends to the ends of several streams: every part or none, on disk before the answer.
   *
   * Each part keeps its order; how the parts stand to each other by position is not promised. If
   * every part is there already, right behind its `expectedRevision`, that is a repeated append,
   * and the earlier answer is given again.
   *
   * A store whose server cannot do it says so, and one takes more at once than another: whoever
   * needs more than {@link append} promises has to have a way without.
   *
   * @param parts at least one, no two of one stream, not even in other letter case; 1 to
   *   {@link APPEND_EVENTS_MAX} events in all
   * @throws {RevisionConflict} for the first part whose stream is elsewhere; nothing was written,
   *   also if that part was there already and another was not
   * @throws {EventTooLarge} a body exceeds {@link EVENT_BYTES_MAX}; nothing was written
   * @throws {MalformedAppend} no parts, a stream twice, or a part that {@link append} would refuse
   * @throws {AppendOutcomeUnknown} all may be there or nothing: append the same parts again
   * @throws {AppendTooLarge} all parts together are more than this store takes at once; nothing
   *   was written
   * @throws {AcrossStreamsNotOffered} this store's server cannot do it; nothing was written
   * @throws {StreamDeleted} somebody deleted one of the streams past the ledger
   * @throws {StoreAccessDenied} this process may not write there; nothing was written
   * @throws {ClockLeapt} as of {@link append}
   * @throws {StoreUnavailable} nothing was written; try later
   */
  appendAcrossStreams(parts: readonly StreamAppend[]): Promise<AppendedAcross>;

  /**
   * A stream's events in order of revision; empty if there is no such stream.
   *
   * @param fromRevision the first revision wanted, 0 by default
   * @param eventsMax the most events wanted; all by default
   * @throws {StreamDeleted} somebody deleted the stream, or its beginning, past the ledger
   * @throws {StoreAccessDenied} this process may not read there
   * @throws {StoreUnavailable} the store cannot be read now
   */
  readStream(
    stream: string,
    fromRevision?: number,
    eventsMax?: number,
  ): Promise<readonly StoredEvent[]>;

  /**
   * Events of all streams in order of position; empty at the end of the store.
   *
   * @param after only events behind this position
   * @param eventsMax the most events wanted
   * @throws {StoreAccessDenied} this process may not read there
   * @throws {StoreUnavailable} the store cannot be read now
   */
  readAll(after: number, eventsMax: number): Promise<readonly StoredEvent[]>;

  /** The last position, or {@link BEGINNING} if the store is empty. */
  head(): Promise<number>;

  /**
   * Every event behind a position, then each new one as it is committed, in order of position,
   * in batches of at least one. At least once: after a reconnect a batch may begin again, never
   * skip.
   *
   * @throws {StoreAccessDenied} this process may not read there
   * @throws {StoreUnavailable} the store was lost and could not be found again
   * @throws {RangeError} if a batch may not hold a single event
   */
  follow(options: FollowOptions): AsyncIterable<readonly StoredEvent[]>;

  /**
   * Waits for appends in flight, then lets go of everything. Repeatable.
   *
   * Every other call from then on, and whoever still follows, meets {@link StoreUnavailable}.
   */
  close(): Promise<void>;
}
