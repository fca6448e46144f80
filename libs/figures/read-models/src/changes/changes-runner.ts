import { CommitSignal } from '@ledger/event-store-port';
import {
  doublingBackOff,
  isTransient,
  pause,
  retryUntilAborted,
  type BackOff,
} from '@ledger/kernel';
import {
  RowChanges,
  type Build,
  type Checkpoint,
  type Fault,
  type ProjectionStore,
} from '@ledger/projections-port';
import type { Kysely } from 'kysely';
import { changesProjection, figuresProjection, type ViewTables } from '../projections/index.js';
import { ViewsNotBuilt } from '../views/read-refusals.js';
import { ChangesDerivation } from './changes-derivation.js';

/** What keeping the changes needs. */
export interface ChangesOptions {
  readonly store: ProjectionStore;
  /** The same views, for reading. */
  readonly views: Kysely<ViewTables>;
  readonly backOff?: BackOff;
}

/** How long views may move unnoticed: another process may keep them. */
const LOOK_EVERY_MS = 200;

/** Deriving costs some queries however few events there are: under load, many are taken at once. */
const REST_MS = 20;

/**
 * Keeps the changes up to date with the views that they are derived from.
 *
 * They have a checkpoint of their own, which is committed with their rows and never runs ahead of
 * the other views. What cannot be derived stops them, and no other views.
 */
export class ChangesRunner {
  readonly #options: ChangesOptions;
  readonly #derivation: ChangesDerivation;
  readonly #moved = new CommitSignal();
  readonly #looked = new CommitSignal();
  /** The number of looks at the other views so far, and of the last that found nothing new. */
  #looks = 0;
  #idleLook = 0;
  #isStopped = false;

  constructor(options: ChangesOptions) {
    this.#options = options;
    this.#derivation = new ChangesDerivation(options.views);
  }

  /** Notes that the other views may have moved. */
  viewsMoved(): void {
    this.#moved.notify();
  }

  /** Runs until the signal, through outages, and finishes the commit under way. */
  async run(signal: AbortSignal): Promise<void> {
    const { backOff = doublingBackOff } = this.#options;
    await retryUntilAborted({ signal, backOff }, async (progressed) => {
      while (!signal.aborted) {
        const { count } = this.#moved;
        const look = (this.#looks += 1);
        if (await this.#advanced()) {
          progressed();
          await pause(REST_MS, signal);
        } else {
          this.#idleLook = look;
          this.#looked.notify();
          const either = AbortSignal.any([signal, AbortSignal.timeout(LOOK_EVERY_MS)]);
          await this.#moved.passed(count, either);
        }
      }
    });
  }

  /** Resolves once everything that the other views hold now was derived, or on abort. */
  async caughtUp(signal: AbortSignal): Promise<void> {
    const from = this.#looks + 1;
    this.viewsMoved();
    while (this.#idleLook < from && !signal.aborted) {
      await this.#looked.passed(this.#looked.count, signal);
    }
  }

  /**
   * Derives everything again beside what readers see, and switches to it.
   *
   * @throws {ViewsNotBuilt} there is nothing to derive from
   * @throws {ViewsUnavailable | BuildMoved}
   */
  async rebuild(): Promise<void> {
    const { store } = this.#options;
    const build = await store.begin(changesProjection);
    const source = await this.#source();
    if (source === undefined) throw new ViewsNotBuilt(figuresProjection.name);
    await store.finish(await this.#derived(build, source));
  }

  /** @returns false if there was nothing to do, also where it stopped */
  async #advanced(): Promise<boolean> {
    try {
      return await this.#advance();
    } catch (error) {
      if (isTransient(error)) throw error;
      this.#isStopped = true;
      return false;
    }
  }

  async #advance(): Promise<boolean> {
    const { store } = this.#options;
    const source = await this.#source();
    if (source === undefined || this.#isStopped) return false;
    const build = await store.open(changesProjection);
    if (build.state === 'building') {
      await this.rebuild();
      return true;
    }
    if (source.checkpoint.position <= build.checkpoint.position) return false;
    await this.#derived(build, source);
    return true;
  }

  /** Brings a build to the checkpoint of its source. */
  async #derived(build: Build, source: Source): Promise<Build> {
    const { store } = this.#options;
    const { checkpoint } = source;
    try {
      // The position moves with the last part: the parts before it can be derived again.
      let last = new RowChanges();
      for await (const part of this.#derivation.changes(build.checkpoint, checkpoint)) {
        if (last.byTable.size > 0) await store.apply(build, last, build.checkpoint);
        last = part;
      }
      // A build that replaces the source meanwhile may be behind it for a moment.
      if ((await this.#source())?.generation !== source.generation) return build;
      return await store.apply(build, last, checkpoint);
    } catch (error) {
      if (!isTransient(error)) await store.stop(build, faultOf(checkpoint, error));
      throw error;
    }
  }

  /** The views that changes are derived from; undefined while they are being built. */
  async #source(): Promise<Source | undefined> {
    const { name, version } = figuresProjection;
    const row = await this.#options.views
      .selectFrom('projection_builds')
      .select(['generation', 'position', 'event_id as eventId', 'recorded_at'])
      .where('projection', '=', name)
      .where('version', '=', version)
      .where('state', '=', 'active')
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const { generation, position, eventId } = row;
    const recordedAt = row.recorded_at as Checkpoint['recordedAt'];
    return { generation, checkpoint: { position, eventId, recordedAt } };
  }
}

/** The build of figures that is read. */
interface Source {
  readonly generation: number;
  readonly checkpoint: Checkpoint;
}

function faultOf({ position, eventId }: Checkpoint, error: unknown): Fault {
  return { position, eventId, type: '', error: String(error) };
}
