import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InMemoryEventStore } from '@ledger/event-store-memory';
import { NO_STREAM, StoreUnavailable, type StoredEvent } from '@ledger/event-store-port';
import { encodeRecord, instantOf } from '@ledger/kernel';
import {
  defineTable,
  ProjectionRunner,
  type Projection,
  type ProjectionStatus,
  type SqlValue,
  type Table,
} from '@ledger/projections-port';
import { SqliteProjectionStore } from '@ledger/projections-sqlite';
import Database from 'better-sqlite3';

type SeenRow = { readonly position: number; readonly type: string };

export const SEEN = defineTable<SeenRow>(
  'seen_events',
  { position: 'integer', type: 'text' },
  { primaryKey: ['position'], indexes: { seen_by_type: ['type', 'position'] } },
);
export const TYPES = defineTable<{ readonly type: string }>(
  'seen_types',
  { type: 'text' },
  { primaryKey: ['type'] },
);

/** Every event by its position. */
export const seen: Projection = {
  name: 'seen',
  version: 1,
  tables: [SEEN],
  project: (events, changes) => {
    for (const { position, record } of events) {
      changes.keep(SEEN, { position, type: record.type });
    }
  },
};

/** Every type; throws at `Poison`, and makes an invalid row of `Empty`. */
export const types: Projection = {
  name: 'types',
  version: 1,
  tables: [TYPES],
  project: (events, changes) => {
    for (const { type } of events) {
      if (type === 'Poison') throw new Error('nothing can be made of this');
      changes.keep(TYPES, { type: type === 'Empty' ? (null as never) : type });
    }
  },
};

/** A log with outages on demand. */
class FlakyEventStore extends InMemoryEventStore {
  isDown = false;

  override async readAll(after: number, max: number): Promise<readonly StoredEvent[]> {
    if (this.isDown) throw new StoreUnavailable('it is out of reach');
    return super.readAll(after, max);
  }
}

/** A log, views of it in a file, and runners that can be started and stopped. */
export class ProjectionBench {
  readonly folder: string;
  readonly file: string;
  readonly store: SqliteProjectionStore;
  eventStore = new FlakyEventStore();
  /** The outcome of the next commit of applied events. */
  commitFault: 'before' | 'behind' | undefined;
  readonly #running: { readonly stopping: AbortController; readonly done: Promise<void> }[] =
    [];

  private constructor(folder: string) {
    this.folder = folder;
    this.file = join(folder, 'views.sqlite');
    this.store = SqliteProjectionStore.open({
      file: this.file,
      commit: (commit) => this.#commitOrFail(commit),
    });
  }

  static async set(): Promise<ProjectionBench> {
    return new ProjectionBench(await mkdtemp(join(tmpdir(), 'projections-')));
  }

  /** Replaces the log with another one. */
  replaceRecord(): void {
    this.eventStore = new FlakyEventStore();
  }

  /** Appends events of these types, each to a stream of its own. */
  async append(...added: readonly string[]): Promise<number> {
    let position = 0;
    for (const type of added) {
      const at = (await this.eventStore.head()) + 1;
      const stream = `stream-${at}`;
      const origin = { actor: 'a', correlationId: 'b', causationId: 'c' };
      const envelope = { id: `event-${at}`, stream, revision: 0, schemaVersion: 1 };
      const recordedAt = instantOf(at);
      const body = encodeRecord({ ...origin, ...envelope, type, data: {}, recordedAt });
      const event = { id: envelope.id, type, body };
      ({ position } = await this.eventStore.append(stream, NO_STREAM, [event]));
    }
    return position;
  }

  start(...projections: readonly Projection[]): ProjectionRunner {
    const { eventStore, store } = this;
    const backOff = () => 2;
    const options = { eventStore, store, projections, batchEventsMax: 4, backOff };
    const runner = new ProjectionRunner(options);
    const stopping = new AbortController();
    this.#running.push({ stopping, done: runner.run(stopping.signal) });
    return runner;
  }

  async stopAll(): Promise<void> {
    for (const { stopping, done } of this.#running.splice(0)) {
      stopping.abort();
      await done;
    }
  }

  /** The first column of a table, as readers see it. */
  rowsOf({ name }: Table): readonly SqlValue[] {
    return this.read((connection) =>
      connection.prepare<[], SqlValue>(`SELECT * FROM ${name} ORDER BY 1`).pluck().all(),
    );
  }

  read<Answer>(read: (connection: Database.Database) => Answer): Answer {
    const connection = new Database(this.file);
    try {
      return read(connection);
    } finally {
      connection.close();
    }
  }

  async clear(): Promise<void> {
    await this.stopAll();
    await this.store.close();
    await rm(this.folder, { recursive: true });
  }

  #commitOrFail(commit: () => void): void {
    const fault = this.commitFault;
    this.commitFault = undefined;
    if (fault !== 'before') commit();
    if (fault !== undefined) throw new Database.SqliteError('a planned fault', 'SQLITE_IOERR');
  }
}

export const inTime = () => AbortSignal.timeout(3_000);

/** Waits until a projection is in a state. */
export async function until(
  runner: ProjectionRunner,
  name: string,
  state: ProjectionStatus['state'],
): Promise<ProjectionStatus> {
  for (const signal = inTime(); !signal.aborted;) {
    const status = runner.statuses.find((one) => one.name === name);
    if (status?.state === state) return status;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  throw new Error(`${name} never was ${state}: ${JSON.stringify(runner.statuses)}`);
}
