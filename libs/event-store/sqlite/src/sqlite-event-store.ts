import {
  BEGINNING,
  checkAppend,
  checkAppendAcross,
  CommitSignal,
  followByReading,
  RecordedTime,
  StoreUnavailable,
  type Appended,
  type AppendedAcross,
  type EventStore,
  type FollowOptions,
  type NewEvent,
  type RecordedTimeOptions,
  type StoredEvent,
  type StreamAppend,
} from '@ledger/event-store-port';
import type { Database, Statement } from 'better-sqlite3';
import { AppendQueue } from './append-queue.js';
import { BOUND_NUMBER, BOUND_TEXT } from './bound-values.js';
import { unavailable } from './driver-errors.js';
import {
  BUSY_TIMEOUT_MS,
  damagesOfFile,
  openEventFile,
  type EventFileOptions,
} from './event-file.js';
import { GroupCommit, type CommitStep } from './group-commit.js';
import { SharedReads } from './shared-reads.js';

/** The file of an event store in SQLite, and how it is written and followed. */
export interface SqliteEventStoreOptions extends EventFileOptions {
  /** How often to check for commits of other processes while a follower waits; 25 by default. */
  readonly pollIntervalMs?: number;
  /** Wraps every COMMIT, one per group: for measuring how long the disk takes. */
  readonly commit?: CommitStep;
  /** How recorded time is checked against the machine's clock; on its own clock by default. */
  readonly time?: RecordedTimeOptions;
}

const POLL_INTERVAL_MS = 25;
const SELECT_EVENTS = 'SELECT id, type, body, stream, revision, position FROM events';
const READ_STREAM = `${SELECT_EVENTS}
  WHERE stream = ${BOUND_TEXT} AND revision >= ${BOUND_NUMBER}
  ORDER BY revision LIMIT ${BOUND_NUMBER}`;
const READ_ALL = `${SELECT_EVENTS} WHERE position > ${BOUND_NUMBER}
  ORDER BY position LIMIT ${BOUND_NUMBER}`;
const HEAD = 'SELECT coalesce(max(position), 0) FROM events';

/**
 * The event log in one SQLite file, for any number of processes on one machine.
 *
 * Appends under way are committed as a group with a single write to disk; those of one process
 * are decided in the order of the calls. A power cut loses nothing that was answered, provided
 * that the disk honours flushes. The driver works on the calling thread and blocks it while a
 * group is committed or a page is read, so pages should be thousands and not millions. It does
 * not block while another process locks the file: appends are retried.
 */
export class SqliteEventStore implements EventStore {
  readonly #connection: Database;
  readonly #queue: AppendQueue;
  readonly #commits: CommitSignal;
  readonly #sharedReads: SharedReads;
  readonly #readStream: Statement<[string, number, number], StoredEvent>;
  readonly #readAll: Statement<[number, number], StoredEvent>;
  readonly #head: Statement<[], number>;
  #closing: Promise<void> | undefined;

  private constructor(connection: Database, options: SqliteEventStoreOptions) {
    const { commit = execute, pollIntervalMs = POLL_INTERVAL_MS } = options;
    this.#connection = connection;
    this.#commits = new CommitSignal({
      everyMs: pollIntervalMs,
      moved: foreignCommits(connection),
    });
    this.#sharedReads = new SharedReads(connection);
    const groups = new GroupCommit(connection, commit, new RecordedTime(options.time));
    this.#queue = new AppendQueue((group, { mayWait }) => {
      this.#sharedReads.end();
      const isSettled = groups.write(group, { mayWait });
      if (isSettled) this.#commits.notify();
      return isSettled;
    }, options.busyTimeoutMs ?? BUSY_TIMEOUT_MS);
    this.#readStream = connection.prepare(READ_STREAM);
    this.#readAll = connection.prepare(READ_ALL);
    this.#head = connection.prepare<[], number>(HEAD).pluck();
  }

  /**
   * Opens the store, or creates an empty one where there is no file.
   *
   * @throws {StoreShapeUnknown} the file is something else, and was left unchanged
   * @throws {StoreUnavailable} the file cannot be opened now
   */
  static open(options: SqliteEventStoreOptions): SqliteEventStore {
    return new SqliteEventStore(openEventFile(options), options);
  }

  async append(
    stream: string,
    expectedRevision: number,
    events: readonly NewEvent[],
  ): Promise<Appended> {
    checkAppend(stream, expectedRevision, events);
    this.#assertOpen();
    const part = { stream, expectedRevision, events: [...events] };
    const { revisions, position, repeated } = await this.#queue.add([part]);
    return { revision: revisions[0] ?? expectedRevision, position, repeated };
  }

  async appendAcrossStreams(parts: readonly StreamAppend[]): Promise<AppendedAcross> {
    checkAppendAcross(parts);
    this.#assertOpen();
    return this.#queue.add(parts.map((part) => ({ ...part, events: [...part.events] })));
  }

  async readStream(
    stream: string,
    fromRevision = 0,
    eventsMax = Number.MAX_SAFE_INTEGER,
  ): Promise<readonly StoredEvent[]> {
    return this.#guarded(() =>
      this.#sharedReads.run(() => this.#readStream.all(stream, fromRevision, limit(eventsMax))),
    );
  }

  async readAll(after: number, eventsMax: number): Promise<readonly StoredEvent[]> {
    return this.#read(() => this.#readAll.all(after, limit(eventsMax)));
  }

  async head(): Promise<number> {
    return this.#read(() => this.#head.get() ?? BEGINNING);
  }

  /**
   * Writes a copy of the whole store, as it is at this moment, to a file that does not exist
   * yet. Other processes can go on appending. The copy may not be on disk yet when this returns.
   *
   * @throws {StoreUnavailable} the store cannot be read, or the file cannot be written
   */
  copyTo(file: string): void {
    this.#read(() => this.#connection.prepare('VACUUM INTO ?').run(file));
  }

  /** Damage of the file as a database: missing guards, foreign objects, broken pages. */
  damages(): readonly string[] {
    return this.#read(() => damagesOfFile(this.#connection));
  }

  follow(options: FollowOptions): AsyncIterable<readonly StoredEvent[]> {
    return followByReading(this, this.#commits, options);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.#queue.drained();
    this.#sharedReads.end();
    this.#connection.close();
    this.#commits.notify();
  }

  /** Reads the store as it is now. */
  #read<Answer>(read: () => Answer): Answer {
    return this.#guarded(() => {
      this.#sharedReads.end();
      return read();
    });
  }

  #guarded<Answer>(read: () => Answer): Answer {
    this.#assertOpen();
    try {
      return read();
    } catch (error) {
      throw unavailable(error);
    }
  }

  #assertOpen(): void {
    if (this.#closing !== undefined) throw new StoreUnavailable('it was closed');
  }
}

function execute(commit: () => void): void {
  commit();
}

/** SQLite treats a negative limit as none, and accepts integers only. */
function limit(eventsMax: number): number {
  return Math.min(Math.max(0, Math.floor(eventsMax)), Number.MAX_SAFE_INTEGER);
}

/** Tells, without reading a page, whether another connection has committed since the last call. */
function foreignCommits(connection: Database): () => boolean {
  const version = connection.prepare('PRAGMA data_version').pluck();
  let seen: unknown;
  return () => {
    try {
      const found = version.get();
      const hasMoved = found !== seen;
      seen = found;
      return hasMoved;
    } catch {
      // The woken follower reads, and the error surfaces there.
      return true;
    }
  };
}
