import {
  BuildMoved,
  START,
  type Build,
  type BuildRow,
  type Checkpoint,
  type Fault,
  type Projection,
} from '@ledger/projections-port';
import type { Database, Statement } from 'better-sqlite3';
import {
  createIndexes,
  createLabels,
  createTable,
  createView,
  labelsTable,
  quoted,
  selectKept,
  suffixOf,
} from './table-sql.js';

const COLUMNS =
  'projection, generation, version, state, position, event_id, recorded_at, fault';
const THIS_BUILD = `projection = ? AND generation = ? AND version = ? AND state <> 'retired'`;

/** Even if the stored last number was set back. */
const NEXT_GENERATION =
  'UPDATE projection_generations SET last = 1 + ' +
  'max(last, (SELECT coalesce(max(generation), 0) FROM projection_builds)) RETURNING last';

/** The table of builds, and the tables each build has. Every method is part of a transaction. */
export class ProjectionBuilds {
  readonly #connection: Database;
  readonly #keepsEvents: boolean;
  readonly #ofProjection: Statement<[string], BuildRow>;
  readonly #move: Statement;

  /** @param keepsEvents false where readers find the stored bytes of events in the log */
  constructor(connection: Database, keepsEvents: boolean) {
    this.#connection = connection;
    this.#keepsEvents = keepsEvents;
    this.#ofProjection = connection.prepare(
      `SELECT ${COLUMNS} FROM projection_builds WHERE projection = ? ORDER BY generation`,
    );
    this.#move = connection.prepare(
      'UPDATE projection_builds SET position = ?, event_id = ?, recorded_at = ?, fault = ? ' +
        `WHERE ${THIS_BUILD} AND position = ?`,
    );
  }

  /** A projection's builds, oldest first. */
  rowsOf(projection: Projection): readonly BuildRow[] {
    return this.#ofProjection.all(projection.name);
  }

  /** The active build of this version, else the one under way, if there is one. */
  find(projection: Projection): Build | undefined {
    const rows = this.rowsOf(projection).filter(
      ({ version }) => version === projection.version,
    );
    const row =
      rows.find(({ state }) => state === 'active') ??
      rows.findLast(({ state }) => state === 'building');
    return row === undefined ? undefined : buildOf(projection, row);
  }

  /** Adds a new, empty build, and drops the unfinished one. */
  begin(projection: Projection): Build {
    for (const row of this.rowsOf(projection)) {
      if (row.state === 'building') this.#drop(row);
    }
    const generation = this.#nextGeneration();
    this.#dropUnregistered(projection);
    this.#connection.exec(createLabels(projection, generation));
    for (const table of projection.tables) {
      const columns = Object.keys(table.columns).filter(
        (column) => this.#keepsEvents || column !== table.eventColumn,
      );
      this.#connection.exec(createTable(table, generation, columns));
    }
    const { name, version } = projection;
    this.#connection
      .prepare(
        `INSERT INTO projection_builds (${COLUMNS}) VALUES (?, ?, ?, ?, 0, '', '', NULL)`,
      )
      .run(name, generation, version, 'building');
    return { projection, generation, state: 'building', checkpoint: START, fault: null };
  }

  /**
   * Moves a build's checkpoint.
   *
   * @throws {BuildMoved} it is not where it was left
   */
  move(build: Build, { position, eventId, recordedAt }: Checkpoint, fault: Fault | null): void {
    const { projection, generation, checkpoint } = build;
    const { changes } = this.#move.run(
      position,
      eventId,
      recordedAt,
      fault === null ? null : JSON.stringify(fault),
      projection.name,
      generation,
      projection.version,
      checkpoint.position,
    );
    if (changes !== 1) throw new BuildMoved(projection.name, generation);
  }

  /** Builds the indexes of a build; each stays once it is built. */
  index({ projection, generation }: Build): void {
    for (const table of projection.tables) {
      for (const statement of createIndexes(table, generation))
        this.#connection.exec(statement);
    }
  }

  /**
   * Replaces the active build, which retires. Anything under the names of its tables is dropped:
   * the file may have been changed by hand.
   */
  activate({ projection, generation }: Build): void {
    for (const row of this.rowsOf(projection)) {
      if (row.state !== 'active') continue;
      for (const table of this.#tablesOf(row.generation)) {
        this.#dropThing(table.slice(0, -suffixOf(row.generation).length));
      }
      this.#setState(row.generation, 'retired');
    }
    for (const table of projection.tables) {
      this.#dropThing(table.name);
      const kept = this.#connection.prepare<[], string>(selectKept(table, generation));
      this.#connection.exec(createView(table, { projection, generation }, kept.pluck().all()));
    }
    this.#setState(generation, 'active');
  }

  /** Drops retired builds of this or an earlier process. */
  dropRetired(projection: Projection): void {
    for (const row of this.rowsOf(projection)) if (row.state === 'retired') this.#drop(row);
  }

  #drop({ generation }: BuildRow): void {
    for (const table of this.#tablesOf(generation)) {
      this.#connection.exec(`DROP TABLE ${quoted(table)}`);
    }
    this.#connection
      .prepare('DELETE FROM projection_builds WHERE generation = ?')
      .run(generation);
  }

  /** Drops a table, view or index, if there is one of that name. */
  #dropThing(name: string): void {
    const type = this.#connection
      .prepare<[string], string>('SELECT type FROM sqlite_schema WHERE name = ?')
      .pluck()
      .get(name);
    if (type !== undefined) this.#connection.exec(`DROP ${type} ${quoted(name)}`);
  }

  /** Drops tables of builds that are missing in the table of builds. */
  #dropUnregistered(projection: Projection): void {
    const known = new Set(this.rowsOf(projection).map(({ generation }) => generation));
    const stored = this.#connection
      .prepare<[string], string>(
        `SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB ? || '_g[0-9]*'`,
      )
      .pluck();
    const names = projection.tables.map(({ name }) => name);
    for (const name of [...names, labelsTable(projection.name)]) {
      for (const table of stored.all(name)) {
        const generation = Number(table.slice(`${name}_g`.length));
        if (!known.has(generation)) this.#connection.exec(`DROP TABLE ${quoted(table)}`);
      }
    }
  }

  #setState(generation: number, state: BuildRow['state']): void {
    this.#connection
      .prepare('UPDATE projection_builds SET state = ? WHERE generation = ?')
      .run(state, generation);
  }

  #tablesOf(generation: number): readonly string[] {
    return this.#connection
      .prepare<[string], string>(
        `SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB '*' || ?`,
      )
      .pluck()
      .all(suffixOf(generation));
  }

  /** Unique among all builds ever, so that it identifies their tables. */
  #nextGeneration(): number {
    return Number(this.#connection.prepare(NEXT_GENERATION).pluck().get());
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
export function checkpointOf(row: BuildRow): Checkpoint {
  const { position, event_id: eventId, recorded_at: recordedAt } = row;
  return { position, eventId, recordedAt: recordedAt as Checkpoint['recordedAt'] };
}
