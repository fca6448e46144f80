import {
  BuildMoved,
  START,
  type Build,
  type BuildRow,
  type Checkpoint,
  type Fault,
  type Projection,
} from '@ledger/projections-port';
import type { ClientBase } from 'pg';
import { createBulkTable } from './bulk-table.js';
import { createView, quoted, suffixOf } from './table-sql.js';
import { GENERATIONS } from './views-schema.js';

const COLUMNS =
  'projection, generation, version, state, position, event_id, recorded_at, fault';

/** One at a time, so that several processes do not drop and create the same tables at once. */
const ONE_AT_A_TIME = 'LOCK TABLE projection_builds IN SHARE ROW EXCLUSIVE MODE';

/**
 * A process continues from the builds it found or made: a crash of the server may undo rows and
 * checkpoints, which are then applied again, but not the builds themselves.
 */
const KEPT_FOR_GOOD = 'SET LOCAL synchronous_commit = on';

const SWITCH_WITHIN_MS = 3_000;
const DROP_WITHIN_MS = 1_000;

const MOVE =
  'UPDATE projection_builds SET position = $1, event_id = $2, recorded_at = $3, fault = $4 ' +
  "WHERE projection = $5 AND generation = $6 AND version = $7 AND state <> 'retired' " +
  'AND position = $8';

const KIND_OF_THING = `
  SELECT CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
    WHEN 'S' THEN 'SEQUENCE' WHEN 'i' THEN 'INDEX' ELSE 'TABLE' END AS kind
  FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
  WHERE nspname = current_schema() AND relname = $1`;

/** The table of builds, and the tables each build has. Every method is part of a transaction. */
export class ProjectionBuilds {
  readonly #client: ClientBase;

  constructor(client: ClientBase) {
    this.#client = client;
  }

  /**
   * Waits until no other transaction creates, drops, switches or applies to builds, and blocks
   * them until the transaction ends. Readers are not blocked. The commit waits until it is on
   * disk.
   */
  async alone(): Promise<this> {
    await this.#client.query(`${ONE_AT_A_TIME}; ${KEPT_FOR_GOOD}`);
    return this;
  }

  /** A projection's builds, oldest first. */
  async rowsOf({ name }: Pick<Projection, 'name'>): Promise<readonly BuildRow[]> {
    const { rows } = await this.#client.query<BuildRow>(
      `SELECT ${COLUMNS} FROM projection_builds WHERE projection = $1 ORDER BY generation`,
      [name],
    );
    return rows;
  }

  /** The active build of this version, else the one under way, if there is one. */
  async find(projection: Projection): Promise<Build | undefined> {
    const all = await this.rowsOf(projection);
    const rows = all.filter(({ version }) => version === projection.version);
    const row =
      rows.find(({ state }) => state === 'active') ??
      rows.findLast(({ state }) => state === 'building');
    return row === undefined ? undefined : buildOf(projection, row);
  }

  /** Adds a new, empty build, and drops the unfinished one. */
  async begin(projection: Projection): Promise<Build> {
    for (const row of await this.rowsOf(projection)) {
      if (row.state === 'building') await this.#drop(row.generation);
    }
    const generation = await this.#nextGeneration();
    for (const table of projection.tables) {
      await this.#client.query(createBulkTable(table, generation));
    }
    await this.#client.query(
      `INSERT INTO projection_builds (${COLUMNS}) VALUES ($1, $2, $3, 'building', 0, '', '', NULL)`,
      [projection.name, generation, projection.version],
    );
    return { projection, generation, state: 'building', checkpoint: START, fault: null };
  }

  /**
   * Moves a build's checkpoint. A concurrent mover waits for this transaction's end and then
   * finds that it was moved: no event is ever applied twice.
   *
   * @throws {BuildMoved} it is not where it was left
   */
  async move(
    { projection, generation, checkpoint }: Build,
    { position, eventId, recordedAt }: Checkpoint,
    fault: Fault | null,
  ): Promise<void> {
    const to = [position, eventId, recordedAt, fault === null ? null : JSON.stringify(fault)];
    const from = [projection.name, generation, projection.version, checkpoint.position];
    const { rowCount } = await this.#client.query(MOVE, [...to, ...from]);
    if (rowCount !== 1) throw new BuildMoved(projection.name, generation);
  }

  /**
   * Replaces the active build, which retires. Readers are blocked until the transaction ends.
   * Anything under the names of its tables is dropped: the schema may have been changed by hand.
   */
  async activate({ projection, generation }: Build): Promise<void> {
    await this.#waitAtMost(SWITCH_WITHIN_MS);
    for (const row of await this.rowsOf(projection)) {
      if (row.state !== 'active') continue;
      for (const table of await this.#tablesOf(row.generation)) {
        await this.#dropThing(table.slice(0, -suffixOf(row.generation).length));
      }
      await this.#setState(row.generation, 'retired');
    }
    for (const table of projection.tables) {
      await this.#dropThing(table.name);
      await this.#client.query(createView(table, generation));
    }
    await this.#setState(generation, 'active');
  }

  /** Drops retired builds without readers. */
  async dropRetired(projection: Projection): Promise<void> {
    await this.#waitAtMost(DROP_WITHIN_MS);
    for (const { state, generation } of await this.rowsOf(projection)) {
      if (state === 'retired') await this.#drop(generation);
    }
  }

  async #drop(generation: number): Promise<void> {
    for (const table of await this.#tablesOf(generation)) {
      await this.#client.query(`DROP TABLE ${quoted(table)}`);
    }
    await this.#client.query('DELETE FROM projection_builds WHERE generation = $1', [
      generation,
    ]);
  }

  /** Drops a table or view, if there is one of that name. */
  async #dropThing(name: string): Promise<void> {
    const { rows } = await this.#client.query<{ readonly kind: string }>(KIND_OF_THING, [name]);
    const [thing] = rows;
    if (thing === undefined) return;
    await this.#client.query(`DROP ${thing.kind} ${quoted(name)}`);
  }

  /** While one transaction waits for an exclusive lock, all others wait behind it. */
  async #waitAtMost(timeMs: number): Promise<void> {
    await this.#client.query(`SET LOCAL lock_timeout = ${timeMs}`);
  }

  async #setState(generation: number, state: BuildRow['state']): Promise<void> {
    await this.#client.query('UPDATE projection_builds SET state = $1 WHERE generation = $2', [
      state,
      generation,
    ]);
  }

  async #tablesOf(generation: number): Promise<readonly string[]> {
    const { rows } = await this.#client.query<{ readonly tablename: string }>(
      'SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ' +
        'AND right(tablename, length($1)) = $1',
      [suffixOf(generation)],
    );
    return rows.map(({ tablename }) => tablename);
  }

  async #nextGeneration(): Promise<number> {
    const { rows } = await this.#client.query<{ readonly next: number }>(
      `SELECT nextval('${quoted(GENERATIONS)}') AS next`,
    );
    return rows[0]?.next ?? Number.NaN;
  }
}

function buildOf(projection: Projection, row: BuildRow): Build {
  return {
    projection,
    generation: row.generation,
    state: row.state === 'active' ? 'active' : 'building',
    checkpoint: checkpointOf(row),
    fault: row.fault === null ? null : (JSON.parse(row.fault) as Fault),
  };
}

/** The checkpoint in a row of the table of builds. */
function checkpointOf(row: BuildRow): Checkpoint {
  const { position, event_id: eventId, recorded_at: recordedAt } = row;
  return { position, eventId, recordedAt: recordedAt as Checkpoint['recordedAt'] };
}
