import {
  ProjectionNotBuilt,
  ViewsUnavailable,
  type Build,
  type Checkpoint,
  type Fault,
  type Projection,
  type ProjectionStore,
  type RowChanges,
  type ViewSnapshot,
} from '@ledger/projections-port';
import type { Database } from 'better-sqlite3';
import { ProjectionBuilds } from './projection-builds.js';
import { translated } from './driver-errors.js';
import { RowWriter } from './row-writer.js';
import { SqliteSnapshot } from './sqlite-snapshot.js';
import { openForReading, openForWriting, type ViewsFileOptions } from './views-file.js';

/** Executes a COMMIT; for tests that make it fail before or after. */
export type CommitStep = (commit: () => void) => void;

/** The file in which projections are written, and how commits are measured. */
export interface SqliteProjectionStoreOptions extends ViewsFileOptions {
  /** Wraps the COMMIT of applied events. */
  readonly commit?: CommitStep;
}

/**
 * Views in one SQLite file of their own, which can be deleted at any time and rebuilt.
 *
 * Each build has tables of its own; readers see the active build's through SQL views, so that a
 * switch is one commit. Indexes are built when a build is finished: sorting once takes a
 * fraction of keeping them in order row by row.
 */
export class SqliteProjectionStore implements ProjectionStore {
  readonly #connection: Database;
  readonly #options: SqliteProjectionStoreOptions;
  readonly #builds: ProjectionBuilds;
  readonly #writers = new Map<number, RowWriter>();
  #isClosed = false;

  private constructor(connection: Database, options: SqliteProjectionStoreOptions) {
    this.#connection = connection;
    this.#options = options;
    this.#builds = new ProjectionBuilds(connection, options.log === undefined);
  }

  /**
   * Opens the file of views, or creates an empty one where there is no file.
   *
   * @throws {ViewsShapeUnknown} the file is something else, and was left unchanged
   * @throws {ViewsUnavailable} the file cannot be opened now
   */
  static open(options: SqliteProjectionStoreOptions): SqliteProjectionStore {
    return new SqliteProjectionStore(openForWriting(options), options);
  }

  async open(projection: Projection): Promise<Build> {
    return this.#transaction(() => {
      this.#builds.dropRetired(projection);
      return this.#builds.find(projection) ?? this.#builds.begin(projection);
    });
  }

  async reopen({ projection }: Build): Promise<Build> {
    const build = this.#transaction(() => this.#builds.find(projection));
    if (build !== undefined) return build;
    throw new ProjectionNotBuilt(projection.name, projection.version);
  }

  async begin(projection: Projection): Promise<Build> {
    return this.#transaction(() => this.#builds.begin(projection));
  }

  async apply(build: Build, changes: RowChanges, upTo: Checkpoint): Promise<Build> {
    const { commit } = this.#options;
    return this.#transaction(() => {
      this.#builds.move(build, upTo, null);
      this.#writerOf(build).write(changes);
      return { ...build, checkpoint: upTo, fault: null };
    }, commit);
  }

  async index(build: Build): Promise<void> {
    if (build.state === 'active') return;
    this.#transaction(() => this.#builds.move(build, build.checkpoint, build.fault));
    this.#guarded(() => this.#builds.index(build));
  }

  async finish(build: Build): Promise<Build> {
    if (build.state === 'active') return build;
    await this.index(build);
    this.#transaction(() => {
      this.#builds.move(build, build.checkpoint, build.fault);
      this.#builds.activate(build);
    });
    // Separate from the switch, so that readers do not wait for it.
    this.#transaction(() => this.#builds.dropRetired(build.projection));
    return { ...build, state: 'active' };
  }

  async stop(build: Build, fault: Fault): Promise<Build> {
    this.#transaction(() => this.#builds.move(build, build.checkpoint, fault));
    return { ...build, fault };
  }

  async snapshot(projection: Projection): Promise<ViewSnapshot> {
    this.#assertOpen();
    return SqliteSnapshot.take(openForReading(this.#options, projection.tables), projection);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#connection.close();
  }

  #writerOf(build: Build): RowWriter {
    const { generation } = build;
    let writer = this.#writers.get(generation);
    if (writer === undefined) {
      writer = new RowWriter(this.#connection, build);
      this.#writers.set(generation, writer);
    }
    return writer;
  }

  #transaction<Answer>(work: () => Answer, commit: CommitStep = execute): Answer {
    return this.#guarded(() => {
      this.#connection.exec('BEGIN IMMEDIATE');
      try {
        const answer = work();
        commit(() => this.#connection.exec('COMMIT'));
        return answer;
      } catch (error) {
        this.#writers.clear();
        throw error;
      } finally {
        if (this.#connection.inTransaction) this.#connection.exec('ROLLBACK');
      }
    });
  }

  #guarded<Answer>(work: () => Answer): Answer {
    this.#assertOpen();
    try {
      return work();
    } catch (error) {
      throw translated(error);
    }
  }

  #assertOpen(): void {
    if (this.#isClosed) throw new ViewsUnavailable('they were closed');
  }
}

function execute(commit: () => void): void {
  commit();
}
