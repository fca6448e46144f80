import {
  KurrentDbEventStore,
  type KurrentDbEventStoreOptions,
} from '@ledger/event-store-kurrentdb';
import type { EventStore, NewEvent, StoredEvent } from '@ledger/event-store-port';
import { derivedId } from '@ledger/kernel';
import { KurrentDbDouble, type KurrentDbDoubleOptions } from './kurrentdb-double/index.js';

export interface SceneOptions extends KurrentDbDoubleOptions {
  readonly store?: Partial<KurrentDbEventStoreOptions>;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** A server that fails on demand, and stores on it, all closed together. */
export class Scene {
  readonly server: KurrentDbDouble;
  readonly #stores: EventStore[] = [];
  readonly #options: SceneOptions;

  private constructor(server: KurrentDbDouble, options: SceneOptions) {
    this.server = server;
    this.#options = options;
  }

  static async begin(options: SceneOptions = {}): Promise<Scene> {
    return new Scene(await KurrentDbDouble.start(options), options);
  }

  /** A store that soon gives up repeating; it discovers the server at once. */
  open(options: Partial<KurrentDbEventStoreOptions> = {}): KurrentDbEventStore {
    const store = new KurrentDbEventStore({
      connectionString: this.server.connectionString({
        discoveryInterval: '10',
        ...this.#options.parameters,
      }),
      timeoutMs: 20_000,
      retryMs: 150,
      followLostMs: 1_000,
      ...this.#options.store,
      ...options,
    });
    this.#stores.push(store);
    return store;
  }

  async end(): Promise<void> {
    for (const node of this.server.nodes) node.freeze(false);
    this.server.log.release();
    await Promise.all(this.#stores.map((store) => store.close()));
    await this.server.stop();
  }
}

export function event(name: string, bytes = 0): NewEvent {
  const body = JSON.stringify({ says: name, padding: 'x'.repeat(bytes) });
  return { id: derivedId(name), type: 'FigureRecorded', body };
}

export function ids(events: readonly NewEvent[]): readonly string[] {
  return events.map(({ id }) => id);
}

export async function failure(call: Promise<unknown>): Promise<Error> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('It was to fail, and did not');
}

/** What a follower has received so far, and the end of its following. */
export class Followed {
  readonly events: StoredEvent[] = [];
  readonly ended: Promise<unknown>;
  readonly #stop = new AbortController();

  constructor(
    store: EventStore,
    { after = 0, batchEventsMax = 100, meet = async (): Promise<unknown> => undefined } = {},
  ) {
    const { signal } = this.#stop;
    this.ended = (async () => {
      for await (const batch of store.follow({ after, batchEventsMax, signal })) {
        this.events.push(...batch);
        await meet();
      }
    })().catch((error: unknown) => error);
  }

  /** Resolves when so many events were received. */
  async reached(count: number): Promise<readonly string[]> {
    await until(() => this.events.length >= count);
    return ids(this.events);
  }

  async stop(): Promise<unknown> {
    this.#stop.abort();
    return this.ended;
  }
}

/** Resolves when it is true, and fails when it is not within ten seconds. */
export async function until(isSo: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + 10_000;
  while (!isSo()) {
    if (performance.now() > giveUpAt)
      throw new Error(`It never came to be: ${isSo.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
