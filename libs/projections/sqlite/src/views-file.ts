import {
  BUILDS,
  ViewsShapeUnknown,
  ViewsUnavailable,
  type Table,
} from '@ledger/projections-port';
import Database from 'better-sqlite3';
import { isNoDatabase, unavailable, ViewsFileDamaged } from './driver-errors.js';
import { attachLog, type LogFile } from './log-file.js';
import { createTableNamed } from './table-sql.js';

/** Where the file of the views is, and how it is opened. */
export interface ViewsFileOptions {
  /** The file, for views only; created if it does not exist. Its folder is not created. */
  readonly file: string;
  /** How long to block while another process writes; 5 seconds by default. */
  readonly busyTimeoutMs?: number;
  /**
   * Where the stored bytes of events are read; without it, the views keep a copy. Views that were
   * built with it cannot be read without it.
   */
  readonly log?: LogFile;
  /** How much of the views a connection keeps in memory, in KiB; 65,536 by default. */
  readonly cacheKib?: number;
}

/** "LEDV": identifies views, as opposed to logs and foreign files. */
const APPLICATION_ID = 0x4c_45_44_56;
const SHAPE_VERSION = 1;
const BUSY_TIMEOUT_MS = 5_000;
/** The upper pages of the indexes stay in memory however many figures there are. */
const CACHE_KIB = 65_536;
/** While another process checkpoints its WAL. */
const READ_BUSY_TIMEOUT_MS = 10;

/** Rows of about a kilobyte waste less of a page of this size, and need fewer pages. */
const PAGE_BYTES = 8_192;
/**
 * Pages in the WAL before they go to the file (256 MB): each batch of rows changes pages all
 * over the indexes, and a page that is changed again meanwhile goes to the file once.
 */
const LOG_PAGES = 32_000;

const GENERATIONS_TABLE = 'CREATE TABLE projection_generations (last INTEGER NOT NULL) STRICT';

/** The last number is stored, so that a dropped build is never mistaken for a later one. */
const SHAPE = [
  createTableNamed(BUILDS, BUILDS.name),
  GENERATIONS_TABLE,
  'INSERT INTO projection_generations VALUES (0)',
];

/** What {@link REGISTER} finds in an unchanged file. */
const EXPECTED = [
  `table ${BUILDS.name}: ${createTableNamed(BUILDS, BUILDS.name)}`,
  `table projection_generations: ${GENERATIONS_TABLE}`,
];

const NUMBERS = 'SELECT count(*) FROM projection_generations';

/** The definition of the table of builds: its own text, without triggers or indexes added to it. */
const REGISTER = `SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_schema
  WHERE tbl_name IN ('${BUILDS.name}', 'projection_generations') ORDER BY name`;

/**
 * Opens the file of views for writing, or creates one where there is nothing.
 *
 * @throws {ViewsShapeUnknown} the file is something else, and was left unchanged
 * @throws {ViewsFileDamaged} the file held views, and can only be deleted
 * @throws {ViewsUnavailable} the file cannot be opened now
 */
export function openForWriting(options: ViewsFileOptions): Database.Database {
  return opened(options, (connection) => {
    if (isBlank(connection)) createShape(connection);
    checkShape(connection, options.file);
    const mode = connection.pragma('journal_mode = WAL', { simple: true });
    if (mode !== 'wal') {
      throw new ViewsUnavailable(`it takes no write-ahead log but ${String(mode)}`);
    }
    // A power cut may lose the last commits, but rows and checkpoint go together, and what is
    // lost is applied again from the log: views need not be durable.
    connection.pragma('synchronous = NORMAL');
    // Sorting rows for an index uses a second core where there is one.
    connection.pragma('threads = 2');
    connection.pragma(`wal_autocheckpoint = ${LOG_PAGES}`);
    connection.pragma('journal_size_limit = 268435456');
  });
}

/**
 * Opens the file of views read-only; where there is nothing, an empty one is created first.
 *
 * @param tables those that will be read
 * @throws {ViewsShapeUnknown} the file is something else, and was left unchanged
 * @throws {ViewsUnavailable} the file cannot be opened now
 */
export function openForReading(
  options: ViewsFileOptions,
  tables: readonly Table[],
): Database.Database {
  openForWriting(options).close();
  return opened({ ...options, isReadonly: true }, (connection) => {
    if (options.log !== undefined) attachLog(connection, options.log, tables);
    // Readers do not wait for writers, and must not block on an exclusive lock.
    connection.pragma(`busy_timeout = ${READ_BUSY_TIMEOUT_MS}`);
  });
}

/**
 * Opens an existing file of views read-only, and creates and changes nothing.
 *
 * @throws {ViewsShapeUnknown} the file is something else
 * @throws {ViewsUnavailable} the file does not exist or cannot be opened now
 */
export function openAsItIs(
  options: ViewsFileOptions,
  tables: readonly Table[],
): Database.Database {
  return opened({ ...options, isReadonly: true }, (connection) => {
    checkShape(connection, options.file);
    if (options.log !== undefined) attachLog(connection, options.log, tables);
  });
}

function opened(
  options: ViewsFileOptions & { readonly isReadonly?: boolean },
  prepare: (connection: Database.Database) => void,
): Database.Database {
  const connection = connect(options);
  try {
    prepare(connection);
    connection.pragma(`cache_size = -${options.cacheKib ?? CACHE_KIB}`);
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
    throw new ViewsShapeUnknown(file, `its application id is ${String(applicationId)}`);
  }
  const version = connection.pragma('user_version', { simple: true });
  if (version !== SHAPE_VERSION) {
    throw new ViewsShapeUnknown(file, `its version is ${String(version)}`);
  }
  checkRegister(connection);
}

/** Without it the tables' builds are unknown: such views are rebuilt. */
function checkRegister(connection: Database.Database): void {
  const found = connection.prepare<[], string>(REGISTER).pluck().all();
  const numbers =
    found.length === EXPECTED.length ? connection.prepare(NUMBERS).pluck().get() : 0;
  if (numbers === 1 && found.every((thing, i) => thing === EXPECTED[i])) return;
  throw new ViewsFileDamaged('its table of builds was changed');
}
