import { DatabaseError, type ClientBase } from 'pg';
import { quoted } from './table-sql.js';

/**
 * Damage that PostgreSQL itself reports when it reads every visible row of all projections in
 * full: pages that do not match their checksums, if the server has them, and unreadable rows.
 * Part of a transaction.
 */
export async function findDamages(client: ClientBase): Promise<readonly string[]> {
  const { rows } = await client.query<{ readonly tablename: string }>(ACTIVE_TABLES);
  const damages: string[] = [];
  for (const { tablename } of rows) {
    await client.query('SAVEPOINT looking');
    try {
      // Counting its characters reads a whole row, also its compressed, out-of-line values.
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

/** Corrupted data or index, an unreadable file, or an invalid text. */
function isDamage(error: unknown): error is DatabaseError {
  return error instanceof DatabaseError && /^(XX00[12]|58|22021)/.test(error.code ?? '');
}
