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
import { ProjectionBuilds } from './projection-builds.js';
import { Connections, type CommitStep } from './connections.js';
import { isLockHeld } from './driver-errors.js';
import { buildIndexes } from './finishing.js';
import { PostgresSnapshot } from './postgres-snapshot.js';
import type { PostgresViewsOptions } from './postgres-views-options.js';
import { RowWriter } from './row-writer.js';
import { checkTables } from './table-shape.js';

/** The database in which projections are written, and how commits are measured. */
export interface PostgresProjectionStoreOptions extends PostgresViewsOptions {
  /** Wraps the COMMIT of applied events. */
  readonly commit?: CommitStep;
}

/**
 * Views in one schema of a PostgreSQL database, which can be dropped at any time and rebuilt.
 *
 * Each build has tables of its own; readers see the active build's through SQL views, so that a
 * switch is one commit. Until a build is finished its tables have neither keys nor indexes, so
 * that rows are added at the speed of COPY: sorting once takes a fraction of keeping them in
 * order row by row.
 */
export class PostgresProjectionStore implements ProjectionStore {
  readonly #connections: Connections;
  readonly #commit: CommitStep | undefined;
  readonly #writers = new Map<number, RowWriter>();

  private constructor(options: PostgresProjectionStoreOptions) {
    this.#connections = new Connections(options);
    this.#commit = options.commit;
  }

  /**
   * The database is not contacted before the first call. Every call throws
   * {@link ViewsShapeUnknown} if the schema is something else, which is left unchanged.
   */
  static open(options: PostgresProjectionStoreOptions): PostgresProjectionStore {
    return new PostgresProjectionStore(options);
  }

  async open(projection: Projection): Promise<Build> {
    await this.#dropRetired(projection);
    return this.#connections.transaction(async (client) => {
      const builds = await new ProjectionBuilds(client).alone();
      const build = await builds.find(projection);
      if (build === undefined) return builds.begin(projection);
      await checkTables(client, this.#connections.schema, build);
      return build;
    });
  }

  async reopen({ projection, generation }: Build): Promise<Build> {
    this.#writers.delete(generation);
    const build = await this.#connections.use((client) =>
      new ProjectionBuilds(client).find(projection),
    );
    if (build !== undefined) return build;
    throw new ProjectionNotBuilt(projection.name, projection.version);
  }

  async begin(projection: Projection): Promise<Build> {
    return this.#connections.transaction(async (client) => {
      const builds = await new ProjectionBuilds(client).alone();
      return builds.begin(projection);
    });
  }

  async apply(build: Build, changes: RowChanges, upTo: Checkpoint): Promise<Build> {
    const writer = this.#writerOf(build);
    try {
      await writer.prepare(changes);
      await this.#connections.transaction(async (client) => {
        await new ProjectionBuilds(client).move(build, upTo, null);
        await writer.write(client, changes);
      }, this.#commit);
    } catch (error) {
      this.#writers.delete(build.generation);
      throw error;
    }
    return { ...build, checkpoint: upTo, fault: null };
  }

  async index(build: Build): Promise<void> {
    if (build.state === 'active') return;
    await this.#move(build, build.fault);
    await buildIndexes(this.#connections, build);
    // It remembers which tables have no keys, and these now do.
    this.#writers.delete(build.generation);
  }

  async finish(build: Build): Promise<Build> {
    if (build.state === 'active') return build;
    await this.index(build);
    await this.#connections.transaction(async (client) => {
      const builds = await new ProjectionBuilds(client).alone();
      await builds.move(build, build.checkpoint, build.fault);
      await builds.activate(build);
    });
    // Separate from the switch, so that readers do not wait for it.
    await this.#dropRetired(build.projection);
    return { ...build, state: 'active' };
  }

  async stop(build: Build, fault: Fault): Promise<Build> {
    await this.#move(build, fault);
    return { ...build, fault };
  }

  async snapshot(projection: Projection): Promise<ViewSnapshot> {
    return PostgresSnapshot.take(await this.#connections.apart(), projection);
  }

  async close(): Promise<void> {
    await this.#connections.close();
  }

  async #move(build: Build, fault: Fault | null): Promise<void> {
    await this.#connections.transaction((client) =>
      new ProjectionBuilds(client).move(build, build.checkpoint, fault),
    );
  }

  /** Drops retired builds of this or an earlier process. */
  async #dropRetired(projection: Projection): Promise<void> {
    try {
      await this.#connections.transaction(async (client) => {
        const builds = await new ProjectionBuilds(client).alone();
        await builds.dropRetired(projection);
      });
    } catch (error) {
      // It still has a reader; a later call drops it.
      if (!(error instanceof ViewsUnavailable && isLockHeld(error.cause))) throw error;
    }
  }

  #writerOf(build: Build): RowWriter {
    const { generation } = build;
    let writer = this.#writers.get(generation);
    if (writer === undefined)
      this.#writers.set(generation, (writer = new RowWriter(this.#connections, build)));
    return writer;
  }
}
