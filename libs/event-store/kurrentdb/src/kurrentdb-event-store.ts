import {
  checkAppend,
  checkAppendAcross,
  RecordedTime,
  StoreUnavailable,
  type Appended,
  type AppendedAcross,
  type EventStore,
  type FollowOptions,
  type ForeignEvent,
  type NewEvent,
  type RecordedTimeOptions,
  type StoredEvent,
  type StreamAppend,
} from '@ledger/event-store-port';
import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { Appends } from './appends.js';
import { Conflicts } from './conflicts.js';
import { Connection, type Connect } from './connection.js';
import { credentialsIn } from './credentials.js';
import { follow } from './follow.js';
import { onceEach } from './foreign-events.js';
import { Lanes } from './lanes.js';
import { LIMITS_DEFAULT, type Limits } from './limits.js';
import { MalformedConnection, MalformedStreamPrefix } from './malformed-options.js';
import { OwnPositions } from './own-positions.js';
import { PlainWords } from './plain-words.js';
import { Reads } from './reads.js';
import { StoredForm } from './stored-form.js';

/** How to reach a KurrentDB server, and the limits within which it has to answer. */
export interface KurrentDbEventStoreOptions extends Partial<Limits> {
  /**
   * Addresses, credentials and TLS in the client's own form,
   * `kurrentdb://user:password@host:2113,host:2113,host:2113?tls=true&tlsCAFile=ca.crt`.
   */
  readonly connectionString: string;
  /**
   * Prefix of every stream name on the server, so that several ledgers can share one: letters,
   * digits and `_`, then `-`; `ledger-` by default.
   */
  readonly streamPrefix?: string;
  /** Receives, once, each event in the ledger's streams that the ledger did not write. */
  readonly onForeign?: (event: ForeignEvent) => void;
  /** Creates the clients; tests wrap it. */
  readonly connect?: Connect;
  /** How recorded time is checked against the machine's clock; on its own clock by default. */
  readonly time?: RecordedTimeOptions;
}

/** One dash, at the end: so no prefix is the beginning of another, and each is a category. */
const STREAM_PREFIX = /^\w+-$/;

/**
 * The event log on a KurrentDB or EventStoreDB server or cluster, for any number of processes.
 *
 * The server decides appends by the expected revision alone and answers when the event is on the
 * disks of a majority. Everything promised beyond that is established by reading.
 *
 * Recorded time rises along every stream, and from each append to the next of the same process
 * that was called after its answer, also after events of other processes that this one has read.
 * The server alone orders appends that are under way together: along positions their times may
 * be reversed, by as much as the processes' clocks differ.
 */
export class KurrentDbEventStore implements EventStore {
  readonly #connect: () => KurrentDBClient;
  readonly #connection: Connection;
  readonly #form: StoredForm;
  readonly #limits: Limits;
  readonly #reads: Reads;
  readonly #credentials: ReturnType<typeof credentialsIn>;
  readonly #appends: Appends;
  readonly #lanes: Lanes;
  readonly #words: PlainWords;
  readonly #time: RecordedTime;
  readonly #closed = new AbortController();
  #closing: Promise<void> | undefined;

  /**
   * Nothing is sent before the first call, so a server that is down fails that call.
   *
   * @throws {MalformedConnection} the connection string cannot be parsed
   * @throws {MalformedStreamPrefix}
   */
  constructor(options: KurrentDbEventStoreOptions) {
    const { connectionString, streamPrefix = 'ledger-', connect = connectClient } = options;
    if (!STREAM_PREFIX.test(streamPrefix)) throw new MalformedStreamPrefix(streamPrefix);
    const { timeoutMs, retryMs, followLostMs } = { ...LIMITS_DEFAULT, ...options };
    this.#limits = { timeoutMs, retryMs, followLostMs };
    this.#time = new RecordedTime(options.time);
    this.#words = new PlainWords(connectionString);
    this.#form = new StoredForm(streamPrefix, onceEach(options.onForeign));
    this.#connect = () => connect(connectionString);
    assertConnects(this.#connect);
    this.#connection = new Connection(this.#connect);
    const ground = { connection: this.#connection, form: this.#form, limits: this.#limits };
    this.#credentials = credentialsIn(connectionString);
    this.#reads = new Reads({ ...ground, credentials: this.#credentials });
    this.#lanes = new Lanes(this.#connection, () => new Connection(this.#connect));
    const shared = { reads: this.#reads, places: new OwnPositions(), lanes: this.#lanes };
    const standing = { ...ground, ...shared };
    this.#appends = new Appends({ ...standing, conflicts: new Conflicts(standing) });
  }

  async append(
    stream: string,
    expectedRevision: number,
    events: readonly NewEvent[],
  ): Promise<Appended> {
    checkAppend(stream, expectedRevision, events);
    this.#assertOpen();
    this.#time.check();
    const [part] = this.#time.date([{ stream, expectedRevision, events }], true);
    if (part === undefined) throw new TypeError('Of one part there is one.');
    return this.#words.for(() => this.#appends.toOne(part));
  }

  async appendAcrossStreams(parts: readonly StreamAppend[]): Promise<AppendedAcross> {
    checkAppendAcross(parts);
    this.#assertOpen();
    this.#time.check();
    const dated = this.#time.date(parts, true);
    return this.#words.for(() => this.#appends.toSeveral(dated));
  }

  async readStream(
    stream: string,
    fromRevision = 0,
    eventsMax = Number.MAX_SAFE_INTEGER,
  ): Promise<readonly StoredEvent[]> {
    this.#assertOpen();
    return this.#met(
      await this.#words.for(() => this.#reads.stream(stream, fromRevision, eventsMax)),
    );
  }

  async readAll(after: number, eventsMax: number): Promise<readonly StoredEvent[]> {
    this.#assertOpen();
    return this.#met(await this.#words.for(() => this.#reads.all(after, eventsMax)));
  }

  async head(): Promise<number> {
    this.#assertOpen();
    return this.#words.for(() => this.#reads.head());
  }

  async *follow(
    options: FollowOptions,
  ): AsyncGenerator<readonly StoredEvent[], void, undefined> {
    // A separate connection: a broken subscription must not slow the appends down.
    const connection = new Connection(this.#connect);
    const ground = { connection, form: this.#form, limits: this.#limits };
    const reads = new Reads({ ...ground, credentials: this.#credentials });
    try {
      const batches = follow({ ...ground, reads, closed: this.#closed.signal }, options);
      for await (const batch of batches) yield this.#met(batch);
    } catch (error) {
      throw await this.#words.of(error);
    } finally {
      connection.close();
    }
  }

  /** Appends after a read are dated after the events that were read. */
  #met(events: readonly StoredEvent[]): readonly StoredEvent[] {
    this.#time.met(events.at(-1)?.body);
    return events;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#closed.abort();
    await this.#appends.drained();
    this.#lanes.close();
  }

  #assertOpen(): void {
    if (this.#closing !== undefined) throw new StoreUnavailable('it was closed');
  }
}

function connectClient(connectionString: string): KurrentDBClient {
  return KurrentDBClient.connectionString(connectionString);
}

/** The client's own error quotes the connection string, which holds a password. */
function assertConnects(connect: () => KurrentDBClient): void {
  try {
    void connect().dispose();
  } catch {
    throw new MalformedConnection();
  }
}
