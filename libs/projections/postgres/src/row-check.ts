import { RowRefused, type ColumnType, type SqlRow, type Table } from '@ledger/projections-port';

/** Whether a column takes a value; the database would take some that are of another type. */
const TAKES: Readonly<Record<ColumnType, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  'text?': (value) => typeof value === 'string' || value === null,
  integer: (value) => Number.isSafeInteger(value),
  'integer?': (value) => Number.isSafeInteger(value) || value === null,
};

/**
 * Makes sure that rows fit their table before anything is sent.
 *
 * @param columns those that count: all of them, or the primary key's
 * @throws {RowRefused}
 */
export function checkRows(
  table: Table,
  columns: readonly string[],
  rows: readonly SqlRow[],
): void {
  const checks = columns.map((column) => {
    return { column, takes: TAKES[table.columns[column] ?? 'text'] };
  });
  for (const row of rows) {
    for (const { column, takes } of checks) {
      if (!takes(row[column])) throw new RowRefused(table.name, reasonOf(column, row[column]));
    }
  }
}

function reasonOf(column: string, value: unknown): string {
  if (value === null || value === undefined) return `${column} is empty`;
  return `${column} cannot be ${JSON.stringify(value)}`;
}
