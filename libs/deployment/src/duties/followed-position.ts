import type { EventStore } from '@ledger/event-store-port';
import type { FollowedPosition } from '@ledger/figures-application';
import { decodeRecord } from '@ledger/kernel';
import {
  RowChanges,
  START,
  type Build,
  type Checkpoint,
  type Projection,
  type ProjectionStore,
} from '@ledger/projections-port';

/** Keeps a follower's position as the checkpoint of a projection without rows. */
export class StoredPosition implements FollowedPosition {
  readonly #store: ProjectionStore;
  readonly #eventStore: Pick<EventStore, 'readAll'>;
  readonly #projection: Projection;
  #build: Build | undefined;

  /** @param version raised where everything has to be followed again */
  constructor(
    store: ProjectionStore,
    eventStore: Pick<EventStore, 'readAll'>,
    { name, version }: Pick<Projection, 'name' | 'version'>,
  ) {
    this.#store = store;
    this.#eventStore = eventStore;
    this.#projection = { name, version, tables: [], project: () => undefined };
  }

  async reached(): Promise<number> {
    const store = this.#store;
    const build = await store.finish(await store.open(this.#projection));
    const { position, eventId } = build.checkpoint;
    const isOfThisLog =
      eventId === START.eventId || (await this.#checkpointAt(position)).eventId === eventId;
    this.#build = isOfThisLog ? build : await store.begin(this.#projection);
    return this.#build.checkpoint.position;
  }

  async moveTo(position: number): Promise<void> {
    const build = this.#build ?? (await this.#store.open(this.#projection));
    const checkpoint = await this.#checkpointAt(position);
    const moved = await this.#store.apply(build, new RowChanges(), checkpoint);
    this.#build = await this.#store.finish(moved);
  }

  async #checkpointAt(position: number): Promise<Checkpoint> {
    if (position === START.position) return START;
    const [event] = await this.#eventStore.readAll(position - 1, 1);
    if (event?.position !== position) return { ...START, position };
    const { id, recordedAt } = decodeRecord(event.body);
    return { position, eventId: id, recordedAt };
  }
}
