import { isTextual, ViewsShapeUnknown, type Build, type Table } from '@ledger/projections-port';
import type { ClientBase } from 'pg';
import { ARRIVAL } from './bulk-table.js';
import { storedName } from './table-sql.js';

const ARRIVAL_COLUMN = `, ${ARRIVAL} bigint filled`;

/** A schema with unexpected contents. */
export function unknownShape(schema: string, found: string): ViewsShapeUnknown {
  return new ViewsShapeUnknown(`The database schema ${schema}`, found);
}

/**
 * Checks that a build's tables are as the projection declares them.
 *
 * @throws {ViewsShapeUnknown}
 */
export async function checkTables(
  client: ClientBase,
  schema: string,
  { projection, generation, state }: Build,
): Promise<void> {
  for (const table of projection.tables) {
    const name = storedName(table.name, generation);
    const found = await columnsFound(client, schema, name);
    const wanted = columnsOfTable(table);
    if (found === wanted) continue;
    if (state === 'building' && found === wanted + ARRIVAL_COLUMN) continue;
    throw unknownShape(schema, `${name} has the columns ${found || 'of no table'}`);
  }
}

/** A table's columns in order, each with its type and nullability; '' if there is no table. */
export async function columnsFound(
  client: ClientBase,
  schema: string,
  name: string,
): Promise<string> {
  const { rows } = await client.query<{ readonly columns: string | null }>(COLUMNS, [
    schema,
    name,
  ]);
  return rows[0]?.columns ?? '';
}

/** The columns that a table should have, in the format of {@link columnsFound}. */
export function columnsOfTable({ columns }: Table): string {
  const words = Object.entries(columns).map(([name, type]) => {
    return `${name} ${isTextual(type) ? 'text C' : 'bigint'}${type.endsWith('?') ? '' : ' filled'}`;
  });
  return words.join(', ');
}

const COLUMNS = `
  SELECT string_agg(
      concat_ws(' ', attname, format_type(atttypid, atttypmod), nullif(collname, 'default'),
        CASE WHEN attnotnull THEN 'filled' END),
      ', ' ORDER BY attnum) AS columns
  FROM pg_attribute
  JOIN pg_class ON pg_class.oid = attrelid
  JOIN pg_namespace ON pg_namespace.oid = relnamespace
  LEFT JOIN pg_collation ON pg_collation.oid = attcollation
  WHERE nspname = $1 AND relname = $2 AND attnum > 0 AND NOT attisdropped`;
