import type { SqlRow, SqlValue } from '@ledger/projections-port';

/** The values of a column in PostgreSQL's array syntax. */
export function arrayText(rows: readonly SqlRow[], column: string): string {
  let text = '';
  for (const row of rows) text += `,${elementText(row[column] ?? null)}`;
  return `{${text.slice(1)}}`;
}

function elementText(value: SqlValue): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number') return String(value);
  return `"${SPECIAL.test(value) ? value.replace(ALL_SPECIAL, String.raw`\$&`) : value}"`;
}

const SPECIAL = /["\\]/;
const ALL_SPECIAL = /["\\]/g;
