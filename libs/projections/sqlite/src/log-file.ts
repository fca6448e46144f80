import type { Table } from '@ledger/projections-port';
import type { Database } from 'better-sqlite3';
import { columnList, quoted } from './table-sql.js';

/** The log, where it is a SQLite file too: its events are read there instead of being copied. */
export interface LogFile {
  readonly file: string;
  /** The table of events. */
  readonly table: string;
  /** Its column with the position of an event, which is its primary key. */
  readonly position: string;
  /** Its column with the stored bytes of an event. */
  readonly body: string;
}

/** Bytes of events are read in no order, each of them once in a while. */
const LOG_CACHE_KIB = 8_192;

/**
 * Lets a connection read the stored bytes of events in the log. On this connection, the tables
 * that hold events have their event column, whether the file of views has it or not.
 */
export function attachLog(connection: Database, log: LogFile, tables: readonly Table[]): void {
  connection.prepare('ATTACH ? AS log').run(log.file);
  connection.pragma(`log.cache_size = -${LOG_CACHE_KIB}`);
  for (const table of tables) {
    if (table.eventColumn === undefined) continue;
    connection.exec(createEventView(table, table.eventColumn, log));
  }
}

/**
 * A subquery is run only where its column is read; a join would be made for every row that is
 * counted or grouped.
 */
function createEventView(
  { name, columns, primaryKey }: Table,
  eventColumn: string,
  log: LogFile,
): string {
  const others = Object.keys(columns).filter((column) => column !== eventColumn);
  const position = primaryKey.map((column) => `row.${quoted(column)}`).join();
  const body =
    `(SELECT event.${quoted(log.body)} FROM log.${quoted(log.table)} AS event ` +
    `WHERE event.${quoted(log.position)} = ${position}) AS ${quoted(eventColumn)}`;
  return (
    `CREATE TEMP VIEW ${quoted(name)} AS SELECT ${columnList(others, 'row')}, ${body} ` +
    `FROM main.${quoted(name)} AS row`
  );
}
