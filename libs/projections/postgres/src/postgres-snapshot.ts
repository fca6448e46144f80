import {
  ProjectionNotBuilt,
  ViewsUnavailable,
  type Build,
  type Checkpoint,
  type Projection,
  type SqlValue,
  type Table,
  type ViewSnapshot,
} from '@ledger/projections-port';
import type { Client } from 'pg';
import { ProjectionBuilds } from './projection-builds.js';
import { findDamages } from './damages.js';
import { hasCode, translated } from './driver-errors.js';
import { selectRows, stored } from './table-sql.js';

type Rows = readonly (readonly SqlValue[])[];

const ROWS_BATCH = 1_000;
/** An attempt only fails if builds are switched in the middle of it. */
const ATTEMPTS = 5;

/**
 * A read transaction on a separate connection: it does not see later writes, and the tables it
 * reads are not dropped before it ends. It bypasses the SQL views of other readers, so that it
 * neither blocks a switch of builds nor waits for one.
 */
export class PostgresSnapshot implements ViewSnapshot {
  readonly checkpoint: Checkpoint;
  readonly #client: Client;
  readonly #build: Build;

  private constructor(client: Client, build: Build) {
    this.#client = client;
    this.#build = build;
    this.checkpoint = build.checkpoint;
  }

  /**
   * Takes over a connection, and ends it if there is nothing to read.
   *
   * @throws {ProjectionNotBuilt} no build of this version is active
   * @throws {ViewsUnavailable}
   */
  static async take(client: Client, projection: Projection): Promise<PostgresSnapshot> {
    try {
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const build = await heldBuild(client, projection);
        if (build !== undefined) return new PostgresSnapshot(client, build);
      }
      throw new ViewsUnavailable('tables of theirs are gone, or replaced again and again');
    } catch (error) {
      await client.end();
      throw translated(error);
    }
  }

  async *rows(table: Table): AsyncGenerator<Rows, void, undefined> {
    const select = selectRows(table, this.#build.generation);
    try {
      await this.#client.query(`DECLARE rows NO SCROLL CURSOR FOR ${select}`);
      for (;;) {
        const text = `FETCH ${ROWS_BATCH} FROM rows`;
        const { rows } = await this.#client.query<SqlValue[]>({ text, rowMode: 'array' });
        if (rows.length === 0) return;
        yield rows;
      }
    } catch (error) {
      throw translated(error);
    } finally {
      // After a failure the transaction accepts no more statements; the caller closes it.
      await this.#client.query('CLOSE rows').catch(() => undefined);
    }
  }

  async damages(): Promise<readonly string[]> {
    try {
      return await findDamages(this.#client);
    } catch (error) {
      throw translated(error);
    }
  }

  async close(): Promise<void> {
    await this.#client.end();
  }
}

/**
 * Begins a transaction that sees the active build and locks its tables.
 *
 * @returns undefined if another build replaced it meanwhile: the transaction was ended
 */
async function heldBuild(client: Client, projection: Projection): Promise<Build | undefined> {
  const builds = new ProjectionBuilds(client);
  const before = await activeBuild(builds, projection);
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    // The transaction's snapshot is taken by its first query, which comes after the locks.
    for (const table of projection.tables) {
      await client.query(`LOCK TABLE ${stored(table, before.generation)} IN ACCESS SHARE MODE`);
    }
    const build = await activeBuild(builds, projection);
    if (build.generation === before.generation) return build;
  } catch (error) {
    if (!hasCode(error, UNDEFINED_TABLE)) throw error;
  }
  await client.query('ROLLBACK');
  return undefined;
}

const UNDEFINED_TABLE = '42P01';

async function activeBuild(builds: ProjectionBuilds, projection: Projection): Promise<Build> {
  const build = await builds.find(projection);
  if (build?.state === 'active') return build;
  throw new ProjectionNotBuilt(projection.name, projection.version);
}
