import type { Build, Table } from '@ledger/projections-port';
import { DatabaseError, type ClientBase } from 'pg';
import { quoted, stored } from './table-sql.js';

/**
 * What PostgreSQL itself finds damaged in a build's tables when it reads every row of them whole:
 * pages that do not fit their checksums, where the server keeps them, and rows that cannot be read.
 * Part of a transaction.
 */
export async function damagesOf(
  client: ClientBase,
  { projection, generation }: Build,
): Promise<readonly string[]> {
  const damages: string[] = [];
  for (const table of projection.tables) {
    await client.query('SAVEPOINT looking');
    try {
      await client.query(readWhole(table, generation));
    } catch (error) {
      if (!isDamage(error)) throw error;
      damages.push(`${stored(table, generation)}: ${error.message}`);
      await client.query('ROLLBACK TO looking');
    }
  }
  return damages;
}

/** To count its characters, a text has to be read also where it is kept apart and compressed. */
function readWhole(table: Table, generation: number): string {
  const columns = Object.keys(table.columns).map(
    (name) => `sum(length(${quoted(name)}::text))`,
  );
  return `SELECT ${columns.join(', ')} FROM ${stored(table, generation)}`;
}

/** Corrupted data or index, a file that cannot be read, or a text that is none. */
function isDamage(error: unknown): error is DatabaseError {
  return error instanceof DatabaseError && /^(XX00[12]|58|22021)/.test(error.code ?? '');
}
