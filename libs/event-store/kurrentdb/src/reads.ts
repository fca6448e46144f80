import { BEGINNING, StreamDeleted, type StoredEvent } from '@ledger/event-store-port';
import { isLedgerError, RetryBudget } from '@ledger/kernel';
import {
  BACKWARDS,
  END,
  FORWARDS,
  START,
  type BaseOptions,
  type BasicCredentials,
  type KurrentDBClient,
  type ReadPosition,
} from '@kurrent/kurrentdb-client';
import type { Connection } from './connection.js';
import { CallTimedOut, answerInTime } from './deadline.js';
import { isPassing, meaningOf, unavailable } from './driver-errors.js';
import { BACK_OFF, type Limits } from './limits.js';
import type { RecordedForm, StoredForm } from './stored-form.js';

/** The most events requested in one call, which bounds the memory of a page of any size. */
const PAGE_RECORDS_MAX = 4_096;

interface StreamPage {
  readonly direction: typeof FORWARDS | typeof BACKWARDS;
  readonly fromRevision: bigint | typeof END;
  readonly eventsMax: number;
}

interface AllPage {
  readonly direction: typeof FORWARDS | typeof BACKWARDS;
  readonly from: ReadPosition;
  /** True if the server has never confirmed that position. */
  readonly isUnverifiedPosition?: boolean;
  readonly recordsMax: number;
}

/** Where a stream ends on the server, and among the ledger's own events; -1 for an empty one. */
export interface StreamEnd {
  readonly server: number;
  readonly own: number;
}

/** What reads depend on. */
export interface ReadContext {
  readonly connection: Connection;
  readonly form: StoredForm;
  readonly limits: Limits;
  /** None for a server without authentication, or with client certificates. */
  readonly credentials: BasicCredentials | undefined;
}

/** Finite reads of the log: of a stream, of all streams, of the head. */
export class Reads {
  readonly #connection: Connection;
  readonly #form: StoredForm;
  readonly #limits: Limits;
  readonly #options: BaseOptions;

  constructor({ connection, form, limits, credentials }: ReadContext) {
    this.#connection = connection;
    this.#form = form;
    this.#limits = limits;
    // Other nodes may be behind, and the next append needs to see the last one.
    this.#options = { requiresLeader: true, ...(credentials && { credentials }) };
  }

  /** @throws {StreamDeleted} what is left does not begin at the requested revision */
  async stream(
    stream: string,
    fromRevision: number,
    eventsMax: number,
  ): Promise<readonly StoredEvent[]> {
    const first = Math.max(0, Math.ceil(fromRevision));
    const events: StoredEvent[] = [];
    // Foreign events only move the ledger's own to higher revisions, never to lower ones.
    for (let from = first; events.length < eventsMax;) {
      const page = { direction: FORWARDS, fromRevision: BigInt(from), eventsMax } as const;
      const records = await this.#records(stream, page);
      // A stream begins at 0 and has no gaps: a gap means that it was truncated.
      const isWhole = records.every(({ revision }, i) => Number(revision) === from + i);
      if (!isWhole) throw new StreamDeleted(stream);
      for (const recorded of records) {
        const event = this.#form.event(recorded);
        if (event !== undefined && event.revision >= first) events.push(event);
      }
      from += records.length;
      if (records.length < eventsMax) break;
    }
    return events.slice(0, Math.max(0, eventsMax));
  }

  /**
   * Where a stream ends, as far as it can be read.
   *
   * @throws {StreamDeleted} none of the ledger's own events is left
   */
  async end(stream: string): Promise<StreamEnd> {
    let server = -1;
    let fromRevision: bigint | typeof END = END;
    for (let eventsMax = 1; ; eventsMax = Math.min(eventsMax * 8, PAGE_RECORDS_MAX)) {
      const page: StreamPage = { direction: BACKWARDS, fromRevision, eventsMax };
      const records = await this.#records(stream, page);
      if (server === -1) server = Number(records[0]?.revision ?? -1);
      for (const recorded of records) {
        const event = this.#form.event(recorded);
        if (event === undefined) continue;
        return { server, own: event.revision };
      }
      const last = records.at(-1)?.revision;
      if (last === undefined && server !== -1) throw new StreamDeleted(stream);
      if (last === undefined || last === 0n) return { server, own: -1 };
      fromRevision = last - 1n;
    }
  }

  async all(after: number, eventsMax: number): Promise<readonly StoredEvent[]> {
    const events: StoredEvent[] = [];
    let from = positionOf(after);
    // Reading the event at a position means reading what follows the one before it.
    let guesses: ReadPosition[] = from === START ? [] : [positionOf(after + 1), START];
    while (events.length < eventsMax) {
      // The server includes the record at `from`, so one more than is wanted.
      const recordsMax = Math.min(eventsMax - events.length, PAGE_RECORDS_MAX) + 1;
      const isUnverifiedPosition = guesses.length > 0;
      const page = { direction: FORWARDS, from, isUnverifiedPosition, recordsMax } as const;
      const records = await this.#page(page);
      if (records === 'no-such-position') {
        // That position was never handed out; what follows it is found by reading from the start.
        from = guesses.shift() ?? START;
        continue;
      }
      guesses = [];
      for (const recorded of records) {
        const event = this.#form.event(recorded);
        const seen = events.at(-1)?.position ?? after;
        if (event !== undefined && event.position > seen) events.push(event);
      }
      const last = records.at(-1)?.position;
      if (records.length < recordsMax || last === undefined) break;
      from = last;
    }
    return events.slice(0, Math.max(0, eventsMax));
  }

  async head(): Promise<number> {
    let from: ReadPosition = END;
    for (let recordsMax = 1; ; recordsMax = Math.min(recordsMax * 8, PAGE_RECORDS_MAX)) {
      const records = await this.#page({ direction: BACKWARDS, from, recordsMax });
      if (records === 'no-such-position') return BEGINNING;
      for (const recorded of records) {
        const event = this.#form.event(recorded);
        if (event !== undefined) return event.position;
      }
      const last = records.at(-1);
      if (last?.position === undefined) return BEGINNING;
      from = last.position;
    }
  }

  #records(stream: string, page: StreamPage): Promise<readonly RecordedForm[]> {
    const { direction, fromRevision, eventsMax } = page;
    const maxCount = Math.min(Math.max(0, Math.floor(eventsMax)), Number.MAX_SAFE_INTEGER);
    const options = { ...this.#options, direction, fromRevision, maxCount };
    const name = this.#form.streamName(stream);
    return this.#call(`read stream ${stream}`, async (client) => {
      if (maxCount === 0) return [];
      try {
        return await this.#collect(client.readStream(name, options));
      } catch (error) {
        const meaning = meaningOf(error);
        if (meaning === 'no-stream') return [];
        if (meaning === 'stream-deleted') throw new StreamDeleted(stream, { cause: error });
        throw error;
      }
    });
  }

  #page(page: AllPage): Promise<readonly RecordedForm[] | 'no-such-position'> {
    return this.#call('read all streams', async (client) => {
      try {
        return await this.#read(client, page);
      } catch (error) {
        if (page.isUnverifiedPosition !== true || error instanceof CallTimedOut) throw error;
        if (!isPassing(meaningOf(error))) throw error;
        // The client drops what the server says of a position without an event and reports an
        // outage; but a server that answers everything else is up.
        await this.#read(client, { ...page, from: START, recordsMax: 1 });
        return await this.#read(client, page).catch(() => 'no-such-position' as const);
      }
    });
  }

  #read(client: KurrentDBClient, page: AllPage): Promise<readonly RecordedForm[]> {
    const { direction, from, recordsMax } = page;
    const where = { direction, fromPosition: from, filter: this.#form.filter() };
    return this.#collect(client.readAll({ ...this.#options, ...where, maxCount: recordsMax }));
  }

  #collect(source: AsyncIterable<{ event?: RecordedForm }>): Promise<RecordedForm[]> {
    return answerInTime(this.#limits.timeoutMs, async (restart) => {
      const records: RecordedForm[] = [];
      for await (const { event } of source) {
        restart();
        if (event !== undefined) records.push(event);
      }
      return records;
    });
  }

  async #call<Answer>(
    action: string,
    call: (client: KurrentDBClient) => Promise<Answer>,
  ): Promise<Answer> {
    const budget = new RetryBudget(this.#limits.retryMs, BACK_OFF);
    for (;;) {
      try {
        return await this.#connection.use(call);
      } catch (error) {
        if (isLedgerError(error)) throw error;
        const isWorthTrying = isPassing(meaningOf(error)) && !(error instanceof CallTimedOut);
        if (!isWorthTrying || !(await budget.again())) throw unavailable(error, action);
      }
    }
  }
}

/** Where the client has to start reading for what follows a position. */
export function positionOf(after: number): ReadPosition {
  if (after <= BEGINNING) return START;
  const commit = BigInt(Math.min(Math.floor(after), Number.MAX_SAFE_INTEGER));
  return { commit, prepare: commit };
}
