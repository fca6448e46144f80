import { BuildMoved, type Build, type Table } from '@ledger/projections-port';
import type { ClientBase } from 'pg';
import { bulkTables, keyBulkTable } from './bulk-table.js';
import type { Connections } from './connections.js';
import { hasShape } from './driver-errors.js';
import { analyse, createIndexes, storedName } from './table-sql.js';

type Job = (client: ClientBase) => Promise<unknown>;

/** Sorting takes a whole processor; more connections would slow the readers. */
const CONNECTIONS = 2;

/**
 * Adds to a build what readers need: keys, indexes, and the planner's statistics. Completed
 * steps are kept, so that the next call continues after them.
 *
 * @throws {BuildMoved} the build is gone
 * @throws {ViewsUnavailable}
 */
export async function buildIndexes(connections: Connections, build: Build): Promise<void> {
  const { projection, generation } = build;
  const { tables } = projection;
  const bulk = await connections.use(bulkTables);
  await keyBulkTables(
    connections,
    build,
    tables.filter(({ name }) => bulk.has(storedName(name, generation))),
  );
  const indexes = tables.flatMap((table) => createIndexes(table, generation));
  for (const statements of [indexes, tables.map((table) => analyse(table, generation))]) {
    const jobs = statements.map(
      (statement): Job =>
        (client) =>
          client.query(statement),
    );
    await allDone(connections, build, jobs);
  }
}

/**
 * Gives bulk tables of a build their keys: they are tables like any other afterwards.
 *
 * @throws {BuildMoved} the build is gone
 * @throws {ViewsUnavailable}
 */
export async function keyBulkTables(
  connections: Connections,
  build: Build,
  tables: readonly Table[],
): Promise<void> {
  const jobs = tables.map((table): Job => {
    return async (client) => {
      await client.query('BEGIN');
      await keyBulkTable(client, table, build.generation);
      await client.query('COMMIT');
    };
  });
  await allDone(connections, build, jobs);
}

/** Each connection runs one job after the other; no more are started after a failure. */
async function allDone(
  connections: Connections,
  { projection, generation }: Build,
  jobs: readonly Job[],
): Promise<void> {
  const waiting = jobs.values();
  const work = async (client: ClientBase): Promise<void> => {
    try {
      for (const job of waiting) await job(client);
    } catch (error) {
      throw hasShape(error) ? new BuildMoved(projection.name, generation) : error;
    }
  };
  const width = Math.min(CONNECTIONS, jobs.length);
  const working = Array.from({ length: width }, () => connections.useApart(work));
  for (const outcome of await Promise.allSettled(working)) {
    if (outcome.status === 'rejected') throw outcome.reason;
  }
}
