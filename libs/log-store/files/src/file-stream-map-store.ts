import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  LogStoreUnavailable,
  StreamMapMoved,
  type HeldEvent,
  type StreamMapPage,
  type StreamMapPath,
  type StreamMapState,
  type StreamMapStep,
  type StreamMapStore,
} from '@ledger/log-store-port';
import Database from 'better-sqlite3';

/** How long a step waits while another process writes one. */
const BUSY_TIMEOUT_MS = 2_000;

/** What it costs to lose the file is a rebuild, so it is not flushed at every step. */
const PRAGMAS = ['journal_mode = WAL', 'synchronous = NORMAL', 'cache_size = -8192'];

const TABLES = `
CREATE TABLE IF NOT EXISTS state (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  size INTEGER NOT NULL,
  position INTEGER NOT NULL,
  event_id TEXT NOT NULL,
  root BLOB NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS pages (prefix TEXT PRIMARY KEY, bytes BLOB NOT NULL)
  STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS embargoed (publication TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS held (
  waits_for TEXT NOT NULL,
  entry INTEGER NOT NULL,
  stream TEXT NOT NULL,
  further TEXT NOT NULL,
  PRIMARY KEY (waits_for, entry, stream)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS listed (
  at INTEGER PRIMARY KEY,
  list TEXT NOT NULL,
  entry INTEGER NOT NULL,
  UNIQUE (list, entry)
) STRICT;`;

/** Raised when the tables or what they hold change: a file of another shape is made again. */
const SHAPE = 2;

const DROPPED = ['state', 'pages', 'embargoed', 'held', 'listed']
  .map((table) => `DROP TABLE IF EXISTS ${table};`)
  .join('');

const STATE = 'SELECT size, position, event_id AS eventId, root FROM state';
const PUT_STATE =
  'INSERT OR REPLACE INTO state (one, size, position, event_id, root) VALUES (1, ?, ?, ?, ?)';
const PAGE = 'SELECT bytes FROM pages WHERE prefix = ?';
const PUT_PAGE = 'INSERT OR REPLACE INTO pages (prefix, bytes) VALUES (?, ?)';
const EMBARGOED = 'SELECT publication FROM embargoed ORDER BY publication';
const HELD =
  'SELECT waits_for AS waitsFor, entry, stream, further FROM held WHERE waits_for = ? ' +
  'ORDER BY entry, stream';
const PUT_HELD =
  'INSERT OR REPLACE INTO held (waits_for, entry, stream, further) VALUES (?, ?, ?, ?)';

const LISTED = 'SELECT entry FROM listed WHERE list = ? ORDER BY at';
const PUT_LISTED = 'INSERT INTO listed (list, entry) VALUES (?, ?)';

interface HeldRow {
  readonly waitsFor: string;
  readonly entry: number;
  readonly stream: string;
  readonly further: string;
}

/** A map of streams in a file of SQLite. It stays closed until it is first used. */
export class FileStreamMapStore implements StreamMapStore {
  readonly #file: string;
  #connection: Connection | undefined;

  /** @param file created, with its folder, on first use; outside the folder that is served */
  constructor(file: string) {
    this.#file = file;
  }

  async state(): Promise<StreamMapState | undefined> {
    return this.#on((connection) => stateIn(connection));
  }

  async page(prefix: string): Promise<Uint8Array | undefined> {
    return this.#on((connection) => pageIn(connection, prefix));
  }

  async paths(keys: readonly string[]): Promise<readonly StreamMapPath[] | undefined> {
    return this.#on((connection) =>
      connection.database.transaction(() => {
        const state = stateIn(connection);
        if (state === undefined) return undefined;
        return keys.map((key) => ({ state, pages: pagesTo(connection, key) }));
      })(),
    );
  }

  async embargoed(): Promise<readonly string[]> {
    return this.#on(({ database }) => database.prepare<[], string>(EMBARGOED).pluck().all());
  }

  async heldFor(publication: string): Promise<readonly HeldEvent[]> {
    return this.#on(({ database }) =>
      database
        .prepare<[string], HeldRow>(HELD)
        .all(publication)
        .map(({ waitsFor, entry, stream, further }) => ({
          ...{ waitsFor, stream, index: entry },
          further: JSON.parse(further) as readonly string[],
        })),
    );
  }

  async listed(list: string): Promise<readonly number[]> {
    return this.#on(({ database }) =>
      database.prepare<[string], number>(LISTED).pluck().all(list),
    );
  }

  async store(step: StreamMapStep): Promise<void> {
    const connection = this.#on((open) => {
      open.database.exec('BEGIN IMMEDIATE');
      return open;
    });
    try {
      const size = this.#on(() => stateIn(connection)?.size ?? 0);
      if (size !== step.from) throw new StreamMapMoved(step.from, size);
      for await (const page of step.pages) this.#on(() => putPage(connection, page));
      this.#on(() => {
        putRest(connection, step);
        connection.database.exec('COMMIT');
      });
    } finally {
      if (connection.database.inTransaction) connection.database.exec('ROLLBACK');
    }
  }

  async clear(): Promise<void> {
    this.#on(({ database }) => {
      database.exec(`BEGIN;${DROPPED}${TABLES}COMMIT`);
    });
  }

  close(): void {
    this.#connection?.database.close();
    this.#connection = undefined;
  }

  #on<Result>(act: (connection: Connection) => Result): Result {
    try {
      return act((this.#connection ??= opened(this.#file)));
    } catch (error) {
      throw new LogStoreUnavailable(this.#file, error);
    }
  }
}

/** An open file, with the statements that run for every page. */
interface Connection {
  readonly database: Database.Database;
  readonly page: Database.Statement<[string], Uint8Array>;
  readonly putPage: Database.Statement<[string, Uint8Array]>;
}

function opened(file: string): Connection {
  mkdirSync(dirname(file), { recursive: true });
  const database = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  for (const pragma of PRAGMAS) database.pragma(pragma);
  if (database.pragma('user_version', { simple: true }) !== SHAPE) {
    database.exec(`BEGIN IMMEDIATE;${DROPPED}PRAGMA user_version = ${SHAPE};COMMIT`);
  }
  database.exec(TABLES);
  const page = database.prepare<[string], Uint8Array>(PAGE).pluck();
  return { database, page, putPage: database.prepare(PUT_PAGE) };
}

function stateIn({ database }: Connection): StreamMapState | undefined {
  return database.prepare<[], StreamMapState>(STATE).get();
}

function pageIn({ page }: Connection, prefix: string): Uint8Array | undefined {
  return page.get(prefix);
}

function pagesTo(connection: Connection, key: string): readonly Uint8Array[] {
  const pages: Uint8Array[] = [];
  for (let level = 0; level < key.length; level += 1) {
    const page = pageIn(connection, key.slice(0, level));
    if (page === undefined) break;
    pages.push(page);
  }
  return pages;
}

function putPage({ putPage: statement }: Connection, { prefix, bytes }: StreamMapPage): void {
  statement.run(prefix, bytes);
}

function putRest(
  { database }: Connection,
  { state, embargoed, held, released, listed }: StreamMapStep,
): void {
  database.exec('DELETE FROM embargoed');
  const putEmbargoed = database.prepare('INSERT INTO embargoed (publication) VALUES (?)');
  for (const publication of embargoed) putEmbargoed.run(publication);
  const release = database.prepare('DELETE FROM held WHERE waits_for = ?');
  for (const publication of released) release.run(publication);
  const hold = database.prepare(PUT_HELD);
  for (const { waitsFor, index, stream, further } of held) {
    hold.run(waitsFor, index, stream, JSON.stringify(further));
  }
  const list = database.prepare(PUT_LISTED);
  for (const entry of listed) list.run(entry.list, entry.index);
  const { size, position, eventId, root } = state;
  database.prepare(PUT_STATE).run(size, position, eventId, root);
}
