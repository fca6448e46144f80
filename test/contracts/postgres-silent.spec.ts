import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { defineTable, type Projection } from '@ledger/projections-port';
import { PostgresProjectionStore } from '@ledger/projections-postgres';
import { dropSchema, postgresUrl, uniqueSchema } from '../postgres.js';

const ENDED_WITHIN_MS = 8_000;

const NOTES = defineTable<{ readonly id: string }>(
  'notes',
  { id: 'text' },
  { primaryKey: ['id'] },
);

const notes: Projection = {
  name: 'notes',
  version: 1,
  tables: [NOTES],
  project: () => undefined,
};

/** A proxy to a server that can stop forwarding and keep every connection. */
class SilentDoor {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  private constructor(server: Server) {
    this.#server = server;
  }

  static async before(url: URL): Promise<SilentDoor> {
    const server = createServer({ allowHalfOpen: true });
    const door = new SilentDoor(server);
    server.on('connection', (outer) => {
      const inner = connect(Number(url.port), url.hostname);
      door.#join(outer, inner);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return door;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get taken(): number {
    return this.#sockets.size / 2;
  }

  /** Resolves when the next request has come, which stays unanswered. */
  async fallSilent(): Promise<void> {
    const asked: PromiseWithResolvers<void> = Promise.withResolvers();
    for (const socket of this.#sockets) {
      socket.removeAllListeners('data');
      socket.removeAllListeners('end');
      socket.on('data', () => asked.resolve());
    }
    await asked.promise;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #join(outer: Socket, inner: Socket): void {
    const directions = [
      [outer, inner],
      [inner, outer],
    ] as const;
    for (const [from, to] of directions) {
      this.#sockets.add(from);
      from.on('data', (bytes) => void to.write(bytes));
      from.on('end', () => to.end());
      from.on('error', () => undefined);
    }
  }
}

describe('Letting go of views on a server that has fallen silent', () => {
  let url: URL;
  let schema: string;
  let door: SilentDoor;
  let store: PostgresProjectionStore;

  beforeEach(async () => {
    url = new URL(await postgresUrl());
    schema = uniqueSchema();
    door = await SilentDoor.before(url);
    const through = new URL(url);
    through.host = `127.0.0.1:${door.port}`;
    store = PostgresProjectionStore.open({ url: through.href, schema });
  }, 60_000);

  afterEach(async () => {
    await store.close();
    await door.close();
    await dropSchema(url.href, schema);
  }, 30_000);

  it('takes seconds, whether a connection waits for an answer or not', async () => {
    const build = await store.finish(await store.open(notes));
    await store.snapshot(notes);
    expect(door.taken).toBeGreaterThan(1);
    const isAsked = door.fallSilent();
    const asked = store.reopen(build).catch((error: unknown) => error);
    await isAsked;

    const from = performance.now();
    await store.close();
    expect(performance.now() - from).toBeLessThan(ENDED_WITHIN_MS);
    expect(await asked).toMatchObject({ code: 'views-unavailable' });
  }, 30_000);
});
