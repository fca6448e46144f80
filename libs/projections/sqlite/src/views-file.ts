import { BUILDS, ViewsShapeUnknown, ViewsUnavailable } from '@ledger/projections-port';
import Database from 'better-sqlite3';
import { isNoDatabase, unavailable, ViewsFileDamaged } from './driver-errors.js';
import { createTableNamed } from './table-sql.js';

export interface ViewsFileOptions {
  /** The file; created if it is not there, its folder is not. It holds nothing but views. */
  readonly file: string;
  /** How long to stand still for another process that is writing; 5 seconds by default. */
  readonly busyTimeoutMs?: number;
}

/** "LEDV": tells views from the record and from everybody else's files. */
const APPLICATION_ID = 0x4c_45_44_56;
const SHAPE_VERSION = 1;
const BUSY_TIMEOUT_MS = 5_000;
/** A moment in which another process tidies its log up. */
const READ_BUSY_TIMEOUT_MS = 10;

/** Rows of about a kilobyte waste less of a page of this size, and it takes fewer of them. */
const PAGE_BYTES = 8_192;
/**
 * Pages in the log before they go to the file (256 MB): each batch of rows touches pages all over
 * the indexes, and a page that is touched again meanwhile goes to the file once.
 */
const LOG_PAGES = 32_000;

const GENERATIONS_TABLE = 'CREATE TABLE projection_generations (last INTEGER NOT NULL) STRICT';

/** The last number is kept, so that a build that was dropped is never taken for a later one. */
const SHAPE = [
  createTableNamed(BUILDS, BUILDS.name),
  GENERATIONS_TABLE,
  'INSERT INTO projection_generations VALUES (0)',
];

/** What {@link REGISTER} finds in a file that nobody changed. */
const EXPECTED = [
  `table ${BUILDS.name}: ${createTableNamed(BUILDS, BUILDS.name)}`,
  `table projection_generations: ${GENERATIONS_TABLE}`,
];

const NUMBERS = 'SELECT count(*) FROM projection_generations';

/** What the table of builds is made of: its own text, and nothing hung on to it. */
const REGISTER = `SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_schema
  WHERE tbl_name IN ('${BUILDS.name}', 'projection_generations') ORDER BY name`;

/**
 * Opens the file of views for writing, or makes one where there is nothing.
 *
 * @throws {ViewsShapeUnknown} the file is something else, and was left as it is
 * @throws {ViewsFileDamaged} the file held views, and can only be thrown away
 * @throws {ViewsUnavailable} the file cannot be opened now
 */
export function openForWriting(options: ViewsFileOptions): Database.Database {
  return opened(options, (connection) => {
    if (isBlank(connection)) createShape(connection);
    checkShape(connection, options.file);
    const mode = connection.pragma('journal_mode = WAL', { simple: true });
    if (mode !== 'wal') throw new ViewsUnavailable(`it takes no write-ahead log but ${mode}`);
    // A power cut may take the last commits, but rows and checkpoint go together, and what is
    // lost is applied again from the record: nobody was promised that a view lasts.
    connection.pragma('synchronous = NORMAL');
    // Sorting rows for an index takes a second core where there is one.
    connection.pragma('threads = 2');
    connection.pragma(`wal_autocheckpoint = ${LOG_PAGES}`);
    connection.pragma('journal_size_limit = 268435456');
  });
}

/**
 * Opens the file of views for reading alone; where there is nothing, an empty one is made first.
 *
 * @throws {ViewsShapeUnknown} the file is something else, and was left as it is
 * @throws {ViewsUnavailable} the file cannot be opened now
 */
export function openForReading(options: ViewsFileOptions): Database.Database {
  openForWriting(options).close();
  return opened({ ...options, isReadonly: true }, (connection) => {
    // Readers wait for no writer, and whoever locks all others out must not make them stand still.
    connection.pragma(`busy_timeout = ${READ_BUSY_TIMEOUT_MS}`);
  });
}

/**
 * Opens an existing file of views for reading alone, and makes and changes nothing.
 *
 * @throws {ViewsShapeUnknown} the file is something else
 * @throws {ViewsUnavailable} the file is not there or cannot be opened now
 */
export function openAsItIs(options: ViewsFileOptions): Database.Database {
  return opened({ ...options, isReadonly: true }, (connection) =>
    checkShape(connection, options.file),
  );
}

function opened(
  options: ViewsFileOptions & { readonly isReadonly?: boolean },
  prepare: (connection: Database.Database) => void,
): Database.Database {
  const connection = connect(options);
  try {
    prepare(connection);
    connection.pragma('cache_size = -65536');
    return connection;
  } catch (error) {
    connection.close();
    if (error instanceof ViewsShapeUnknown) throw error;
    if (!isNoDatabase(error)) throw unavailable(error);
    throw new ViewsShapeUnknown(options.file, 'it is no database', { cause: error });
  }
}

function connect({
  file,
  busyTimeoutMs = BUSY_TIMEOUT_MS,
  isReadonly = false,
}: ViewsFileOptions & { readonly isReadonly?: boolean }): Database.Database {
  try {
    return new Database(file, {
      readonly: isReadonly,
      fileMustExist: isReadonly,
      timeout: busyTimeoutMs,
    });
  } catch (cause) {
    throw unavailable(cause);
  }
}

function isBlank(connection: Database.Database): boolean {
  const things = connection.prepare('SELECT count(*) FROM sqlite_schema').pluck().get();
  const applicationId = connection.pragma('application_id', { simple: true });
  return things === 0 && applicationId === 0;
}

function createShape(connection: Database.Database): void {
  connection.pragma(`page_size = ${PAGE_BYTES}`);
  connection
    .transaction(() => {
      // Another process may have been quicker while this one waited for the lock.
      if (!isBlank(connection)) return;
      for (const statement of SHAPE) connection.exec(statement);
      connection.pragma(`application_id = ${APPLICATION_ID}`);
      connection.pragma(`user_version = ${SHAPE_VERSION}`);
    })
    .immediate();
}

function checkShape(connection: Database.Database, file: string): void {
  const applicationId = connection.pragma('application_id', { simple: true });
  if (applicationId !== APPLICATION_ID) {
    throw new ViewsShapeUnknown(file, `its application id is ${applicationId}`);
  }
  const version = connection.pragma('user_version', { simple: true });
  if (version !== SHAPE_VERSION) {
    throw new ViewsShapeUnknown(file, `its version is ${version}`);
  }
  checkRegister(connection);
}

/** Without it nobody knows which tables are whose: such views are made anew. */
function checkRegister(connection: Database.Database): void {
  const found = connection.prepare<[], string>(REGISTER).pluck().all();
  const numbers =
    found.length === EXPECTED.length ? connection.prepare(NUMBERS).pluck().get() : 0;
  if (numbers === 1 && found.every((thing, i) => thing === EXPECTED[i])) return;
  throw new ViewsFileDamaged('its table of builds was changed');
}
