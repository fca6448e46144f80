/** An event to be stored; of its content, the store reads only when it was recorded. */
export interface NewEvent {
  /** A UUID that the caller derives from the event's content, the same on every retry. */
  readonly id: string;
  readonly type: string;
  /**
   * Canonical JSON of the event record. Its `recordedAt` is a proposal: the store makes it later
   * where necessary, and keeps everything else byte for byte.
   */
  readonly body: string;
}

/** An event as the store returns it. */
export interface StoredEvent extends NewEvent {
  readonly stream: string;
  /** Revision in its stream: from 0, unique, without gaps. */
  readonly revision: number;
  /**
   * Position in the log: a whole number from 1, unique, rising in the order of commits, possibly
   * with gaps. A reader that has seen position p has been offered everything before p.
   */
  readonly position: number;
}

/** The answer to an append. */
export interface Appended {
  /** Revision of the last event of the append. */
  readonly revision: number;
  /** Position of the last event of the append. */
  readonly position: number;
  /** True if the very same events were stored already and nothing was added. */
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

/** The answer to an append to several streams. */
export interface AppendedAcross {
  /** Revision of each part's last event, in the order of the parts. */
  readonly revisions: readonly number[];
  /** Position of the last of all its events. */
  readonly position: number;
  /** True if the very same events were stored already and nothing was added. */
  readonly repeated: boolean;
}

/** From where and until when the log is followed, and in which batches. */
export interface FollowOptions {
  /** Only events after this position; {@link BEGINNING} for all. */
  readonly after: number;
  /** The most events in one batch. */
  readonly batchEventsMax: number;
  /** Ends the following; the iteration then finishes without an error. */
  readonly signal: AbortSignal;
}

/**
 * The event log: append-only streams of events.
 *
 * Every method may be called again after any failure. Nothing that was answered is ever lost or
 * changed.
 */
export interface EventStore {
  /**
   * Appends events to the end of one stream: all of them or none, on disk before the answer.
   *
   * There is no "any revision". If the stream has moved on, but holds exactly these event ids
   * right after `expectedRevision`, it is a repeated append: the earlier answer is given again
   * with `repeated`.
   *
   * Recorded time rises from append to append along positions, whatever the machine's clock does
   * and whichever process appends; all events of one append share a moment, and so do appends
   * beyond the thousandth that are committed together. KurrentDB promises less: see there.
   *
   * @param expectedRevision revision of the stream's last event, or {@link NO_STREAM}
   * @param events 1 to {@link APPEND_EVENTS_MAX} events, in order
   * @throws {RevisionConflict} the stream has another revision; nothing was written
   * @throws {EventTooLarge} a body exceeds {@link EVENT_BYTES_MAX}; nothing was written
   * @throws {MalformedAppend} no events or too many, no stream, no revision, or a text that
   *   UTF-8 cannot encode; nothing was written
   * @throws {AppendOutcomeUnknown} the events may be stored or not: append the same ids again
   * @throws {AppendTooLarge} together they exceed what this store accepts at once; nothing was
   *   written
   * @throws {StreamDeleted} the stream, or part of it, was deleted in the store itself
   * @throws {StoreAccessDenied} this process may not write there; nothing was written
   * @throws {ClockLeapt} the machine's clock, or the one that dated the log, cannot be right;
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
   * Each part keeps its order; the order of the parts by position is not promised. If every part
   * is stored already, right after its `expectedRevision`, it is a repeated append: the earlier
   * answer is given again.
   *
   * Not every store's server supports this, and the size limits differ: a caller that needs more
   * than {@link append} promises needs a fallback.
   *
   * @param parts at least one, no two of one stream, not even in other letter case; 1 to
   *   {@link APPEND_EVENTS_MAX} events in all
   * @throws {RevisionConflict} for the first part whose stream has another revision; nothing was
   *   written, also if that part was stored already and another was not
   * @throws {EventTooLarge} a body exceeds {@link EVENT_BYTES_MAX}; nothing was written
   * @throws {MalformedAppend} no parts, a stream twice, or a part that {@link append} would
   *   refuse
   * @throws {AppendOutcomeUnknown} all may be stored or nothing: append the same parts again
   * @throws {AppendTooLarge} all parts together exceed what this store accepts at once; nothing
   *   was written
   * @throws {AcrossStreamsNotOffered} this store's server does not support it; nothing was
   *   written
   * @throws {StreamDeleted} one of the streams was deleted in the store itself
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
   * @throws {StreamDeleted} the stream, or its beginning, was deleted in the store itself
   * @throws {StoreAccessDenied} this process may not read there
   * @throws {StoreUnavailable} the store cannot be read now
   */
  readStream(
    stream: string,
    fromRevision?: number,
    eventsMax?: number,
  ): Promise<readonly StoredEvent[]>;

  /**
   * Events of all streams in order of position; empty at the end of the log.
   *
   * @param after only events after this position
   * @param eventsMax the most events wanted
   * @throws {StoreAccessDenied} this process may not read there
   * @throws {StoreUnavailable} the store cannot be read now
   */
  readAll(after: number, eventsMax: number): Promise<readonly StoredEvent[]>;

  /** The last position, or {@link BEGINNING} if the store is empty. */
  head(): Promise<number>;

  /**
   * Every event after a position, then each new one as it is committed, in order of position, in
   * batches of at least one. At least once: after a reconnect events may be repeated, but are
   * never skipped.
   *
   * @throws {StoreAccessDenied} this process may not read there
   * @throws {StoreUnavailable} the store was lost and did not come back
   * @throws {RangeError} if a batch may not hold a single event
   */
  follow(options: FollowOptions): AsyncIterable<readonly StoredEvent[]>;

  /**
   * Waits for appends under way, then releases everything. Repeatable.
   *
   * Every later call, and every follower, fails with {@link StoreUnavailable}.
   */
  close(): Promise<void>;
}
