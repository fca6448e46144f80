import { BuildMoved, type Build, type Table } from '@ledger/projections-port';
import type { ClientBase } from 'pg';
import { bulkTables, settle } from './bulk-table.js';
import type { Connections } from './connections.js';
import { isOfShape } from './driver-errors.js';
import { analyse, createIndexes, storedName } from './table-sql.js';

type Job = (client: ClientBase) => Promise<unknown>;

/** Sorting takes a whole processor; more of them than this keep the readers waiting. */
const CONNECTIONS = 2;

/**
 * Makes of a build what readers need: keys, indexes, and what the planner knows. What is done is
 * done, whatever comes after: the next call goes on from there.
 *
 * @throws {BuildMoved} the build is gone
 * @throws {ViewsUnavailable}
 */
export async function makeReady(
  connections: Connections,
  { projection, generation }: Build,
): Promise<void> {
  const { name } = projection;
  const bulk = await connections.use(bulkTables);
  const { tables } = projection;
  const isBulk = ({ name }: Table) => bulk.has(storedName(name, generation));
  const settling = tables.filter(isBulk).map((table): Job => {
    return (client) => settledInOne(client, table, generation);
  });
  const indexing = tables
    .flatMap((table) => createIndexes(table, generation))
    .map((statement): Job => (client) => client.query(statement));
  const analysing = tables.map((table): Job => {
    return (client) => client.query(analyse(table, generation));
  });
  for (const jobs of [settling, indexing, analysing]) {
    await allDone(connections, jobs, new BuildMoved(name, generation));
  }
}

async function settledInOne(client: ClientBase, table: Table, generation: number): Promise<void> {
  await client.query('BEGIN');
  await settle(client, table, generation);
  await client.query('COMMIT');
}

/**
 * Each connection takes one job after the other; at the first failure no more are begun.
 *
 * @param moved thrown where a table is not there
 */
async function allDone(
  connections: Connections,
  jobs: readonly Job[],
  moved: BuildMoved,
): Promise<void> {
  const waiting = jobs.values();
  const workers = Array.from({ length: Math.min(CONNECTIONS, jobs.length) }, () =>
    connections.useApart(async (client) => {
      try {
        for (const job of waiting) await job(client);
      } catch (error) {
        throw isOfShape(error) ? moved : error;
      }
    }),
  );
  const outcomes = await Promise.allSettled(workers);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}
