import { StoreShapeUnknown, StoreUnavailable } from '@ledger/event-store-port';
import Database from 'better-sqlite3';
import { isNoDatabase, unavailable } from './driver-errors.js';

/** Where the file of events is, and how it is opened. */
export interface EventFileOptions {
  /** The file; created if it does not exist. Its folder is not created. */
  readonly file: string;
  /** Opens an existing store read-only; appends fail with StoreUnavailable. */
  readonly readonly?: boolean;
  /** The file may grow to this size and no further; limited only by the disk by default. */
  readonly fileBytesMax?: number;
  /**
   * How long appends wait while another process writes; 2 seconds by default. Opening the file,
   * and reading a file that was opened read-only, block for as long.
   */
  readonly busyTimeoutMs?: number;
}

/** Where another SQLite connection finds the stored bytes of events, read-only. */
export interface EventRows {
  readonly file: string;
  readonly table: string;
  readonly position: string;
  readonly body: string;
}

/** The names by which another connection reads the stored events: file, table and columns. */
export function eventTableOf(file: string): EventRows {
  return { file, table: 'events', position: 'position', body: 'body' };
}

/** "LEDG": identifies our files. */
const APPLICATION_ID = 0x4c_45_44_47;
const SHAPE_VERSION = 1;
/** How long appends wait while another process writes. */
export const BUSY_TIMEOUT_MS = 2_000;
/** Once it is open: a thread that serves requests must not block on another process. */
const WRITER_BUSY_TIMEOUT_MS = 1;
/** Writers look up the ends of streams all over the file; readers go through it in order. */
const WRITER_CACHE_KIB = 65_536;
const READER_CACHE_KIB = 4_096;

const EVENTS_TABLE = `CREATE TABLE events (
  position INTEGER PRIMARY KEY,
  stream TEXT NOT NULL,
  revision INTEGER NOT NULL,
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  body TEXT NOT NULL,
  UNIQUE (stream, revision)
) STRICT`;

const TABLE_TEXT = `SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = 'events'`;

/** Prevents accidents in a database shell; deliberate tampering is detected elsewhere. */
const GUARDS = ['UPDATE', 'DELETE'].map(
  (verb) => `CREATE TRIGGER events_no_${verb.toLowerCase()} BEFORE ${verb} ON events
BEGIN SELECT RAISE(ABORT, 'events are only ever appended'); END`,
);

/**
 * Opens a file of events, or creates one where there is nothing.
 *
 * @throws {StoreShapeUnknown} the file is something else, and was left unchanged
 * @throws {StoreUnavailable} the file cannot be opened now
 */
export function openEventFile(options: EventFileOptions): Database.Database {
  const connection = connect(options);
  try {
    // Only a blank file is written to before its shape is known: foreign files stay unchanged.
    if (options.readonly !== true && isBlank(connection)) createShape(connection);
    checkShape(connection, options.file);
    if (options.readonly !== true) prepareWriting(connection, options);
    // 64 MB: the upper pages of the index stay in memory however many streams there are.
    const cacheKib = options.readonly === true ? READER_CACHE_KIB : WRITER_CACHE_KIB;
    connection.pragma(`cache_size = -${cacheKib}`);
    return connection;
  } catch (error) {
    connection.close();
    throw translated(error, options.file);
  }
}

const OTHER_THINGS = `SELECT type, name, sql FROM sqlite_schema
  WHERE NOT (type = 'table' AND name = 'events') AND name NOT LIKE 'sqlite_autoindex_events_%'`;

/** Damage of an open file: missing guards, foreign objects and broken pages. */
export function damagesOfFile(connection: Database.Database): readonly string[] {
  const things = connection
    .prepare<[], { type: string; name: string; sql: string }>(OTHER_THINGS)
    .all();
  const found = new Set(things.map(({ sql }) => sql));
  const pages = connection.prepare<[], string>('PRAGMA integrity_check').pluck().all();
  return [
    ...GUARDS.filter((guard) => !found.has(guard)).map(
      (guard) => `the guard ${guard.split(' ')[2]} is missing or another`,
    ),
    ...things
      .filter(({ sql }) => !GUARDS.includes(sql))
      .map(({ type, name }) => `the ${type} ${name} is not the ledger's`),
    ...pages.filter((line) => line !== 'ok'),
  ];
}

function connect({
  file,
  readonly = false,
  busyTimeoutMs,
}: EventFileOptions): Database.Database {
  try {
    const timeout = busyTimeoutMs ?? BUSY_TIMEOUT_MS;
    return new Database(file, { readonly, fileMustExist: readonly, timeout });
  } catch (cause) {
    throw unavailable(cause);
  }
}

function translated(error: unknown, file: string): unknown {
  if (error instanceof StoreShapeUnknown || error instanceof StoreUnavailable) return error;
  if (!isNoDatabase(error)) return unavailable(error);
  return new StoreShapeUnknown(file, 'it is no database', { cause: error });
}

function checkShape(connection: Database.Database, file: string): void {
  const applicationId = connection.pragma('application_id', { simple: true });
  if (applicationId !== APPLICATION_ID) {
    throw new StoreShapeUnknown(file, `its application id is ${String(applicationId)}`);
  }
  const version = connection.pragma('user_version', { simple: true });
  if (version !== SHAPE_VERSION) {
    throw new StoreShapeUnknown(file, `its version is ${String(version)}`);
  }
  if (connection.prepare(TABLE_TEXT).pluck().get() !== EVENTS_TABLE) {
    throw new StoreShapeUnknown(file, 'its table of events is another');
  }
}

function isBlank(connection: Database.Database): boolean {
  const things = connection.prepare('SELECT count(*) FROM sqlite_schema').pluck().get();
  const applicationId = connection.pragma('application_id', { simple: true });
  const version = connection.pragma('user_version', { simple: true });
  return things === 0 && applicationId === 0 && version === 0;
}

function createShape(connection: Database.Database): void {
  connection
    .transaction(() => {
      // Another process may have been quicker while this one waited for the lock.
      if (!isBlank(connection)) return;
      for (const statement of [EVENTS_TABLE, ...GUARDS]) connection.exec(statement);
      connection.pragma(`application_id = ${APPLICATION_ID}`);
      connection.pragma(`user_version = ${SHAPE_VERSION}`);
    })
    .immediate();
}

function prepareWriting(
  connection: Database.Database,
  { fileBytesMax }: EventFileOptions,
): void {
  const mode = connection.pragma('journal_mode = WAL', { simple: true });
  if (mode !== 'wal') {
    throw new StoreUnavailable(`it takes no write-ahead log but ${String(mode)}`);
  }
  // The driver's default for WAL is NORMAL, which loses answered appends on a power cut.
  connection.pragma('synchronous = FULL');
  // 64 MB of WAL between two checkpoints: appends to many streams change the same index pages
  // again and again, and each is then copied into the file once.
  connection.pragma('wal_autocheckpoint = 16000');
  // A slow reader makes the WAL grow beyond that; the space is freed when it is done.
  connection.pragma('journal_size_limit = 134217728');
  connection.pragma(`busy_timeout = ${WRITER_BUSY_TIMEOUT_MS}`);
  if (fileBytesMax === undefined) return;
  const pageBytes = Number(connection.pragma('page_size', { simple: true }));
  connection.pragma(`max_page_count = ${Math.floor(fileBytesMax / pageBytes)}`);
}
