import { DatabaseError, type ClientBase } from 'pg';
import { quoted } from './table-sql.js';

/**
 * What PostgreSQL itself finds damaged when it reads every row that readers see, of all
 * projections, whole: pages that do not fit their checksums, where the server keeps them, and rows
 * that cannot be read. Part of a transaction.
 */
export async function findDamages(client: ClientBase): Promise<readonly string[]> {
  const { rows } = await client.query<{ readonly tablename: string }>(ACTIVE_TABLES);
  const damages: string[] = [];
  for (const { tablename } of rows) {
    await client.query('SAVEPOINT looking');
    try {
      // To count its characters, a row has to be read also where it is kept apart and compressed.
      await client.query(`SELECT sum(length(row::text)) FROM ${quoted(tablename)} AS row`);
    } catch (error) {
      if (!isDamage(error)) throw error;
      damages.push(`${tablename}: ${error.message}`);
      await client.query('ROLLBACK TO looking');
    }
  }
  return damages;
}

const ACTIVE_TABLES =
  'SELECT tablename FROM pg_tables JOIN projection_builds ' +
  "ON right(tablename, length('_g' || generation)) = '_g' || generation " +
  "WHERE schemaname = current_schema() AND state = 'active' ORDER BY tablename";

/** Corrupted data or index, a file that cannot be read, or a text that is none. */
function isDamage(error: unknown): error is DatabaseError {
  return error instanceof DatabaseError && /^(XX00[12]|58|22021)/.test(error.code ?? '');
}
