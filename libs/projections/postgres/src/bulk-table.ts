import type { Table } from '@ledger/projections-port';
import type { ClientBase } from 'pg';
import { hasCode, UNIQUE_VIOLATION } from './driver-errors.js';
import { columnNames, columnsOf, keyOf, quotedList, quoted, stored } from './table-sql.js';

/** Rows in order of arrival. No declared column can have this name, because it has a space. */
export const ARRIVAL = 'arrival number';

/**
 * Makes a bulk table: it has no key and no index, so that COPY only adds rows to it; a row that is
 * to be kept unless its key is there may come many times. Every row has its number of arrival, so
 * that the first of each key is known when {@link keyBulkTable} makes of it a table like any other.
 */
export function createBulkTable(table: Table, generation: number): string {
  const columns = `${columnsOf(table)}, ${quoted(ARRIVAL)} bigserial`;
  // Nobody reads it before it has its key, and nothing in it has to be swept up.
  return `CREATE TABLE ${stored(table, generation)} (${columns}) WITH (autovacuum_enabled = false)`;
}

/** Starts accepting rows in COPY's binary form. */
export function copyRows(table: Table, generation: number): string {
  return `COPY ${stored(table, generation)} (${columnNames(table)}) FROM STDIN (FORMAT binary)`;
}

/** The names of all bulk tables in the schema. */
export async function bulkTables(client: ClientBase): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ readonly relname: string }>(
    'SELECT relname FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid ' +
      'JOIN pg_namespace ON pg_namespace.oid = relnamespace ' +
      'WHERE attname = $1 AND nspname = current_schema()',
    [ARRIVAL],
  );
  return new Set(rows.map(({ relname }) => relname));
}

/**
 * Gives a bulk table its key, the first row of each key being the one that stands. Part of a
 * transaction.
 */
export async function keyBulkTable(
  client: ClientBase,
  table: Table,
  generation: number,
): Promise<void> {
  const name = stored(table, generation);
  const addKey = `ALTER TABLE ${name} ADD ${keyOf(table)}`;
  await client.query('SAVEPOINT keying');
  try {
    await client.query(addKey);
  } catch (error) {
    if (!hasCode(error, UNIQUE_VIOLATION)) throw error;
    await client.query('ROLLBACK TO keying');
    await client.query(dropLaterRows(table, generation));
    await client.query(addKey);
  }
  await client.query(
    `ALTER TABLE ${name} DROP COLUMN ${quoted(ARRIVAL)}, RESET (autovacuum_enabled)`,
  );
}

/** Deletes all but the first row of each key. */
function dropLaterRows(table: Table, generation: number): string {
  const { primaryKey } = table;
  const from = stored(table, generation);
  const key = quotedList(primaryKey);
  const arrival = quoted(ARRIVAL);
  const same = primaryKey.map((column) => `later.${quoted(column)} = first.${quoted(column)}`);
  return (
    `DELETE FROM ${from} AS later USING (SELECT ${key}, min(${arrival}) AS arrival ` +
    `FROM ${from} GROUP BY ${key} HAVING count(*) > 1) AS first ` +
    `WHERE ${same.join(' AND ')} AND later.${arrival} > first.arrival`
  );
}
