import { expect, it } from '@jest/globals';
import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { NO_STREAM } from '@ledger/event-store-port';
import { event, Scene } from './kurrentdb-scene.js';

/** Positions there have gaps, so the one before an event's may not exist in the log. */
it('The event at a position is found without reading what stands before it', async () => {
  const scene = await Scene.begin();
  let reads = 0;
  const store = scene.open({
    connect: (connectionString) => {
      const client = KurrentDBClient.connectionString(connectionString);
      const readAll = client.readAll.bind(client);
      client.readAll = ((...args: Parameters<typeof readAll>) => {
        reads += 1;
        return readAll(...args);
      }) as typeof readAll;
      return client;
    },
  });
  try {
    const events = Array.from({ length: 300 }, (_, i) => event(`event ${i}`));
    await store.append('stream', NO_STREAM, events);
    const all = await store.readAll(0, 1_000);
    const wanted = all.at(-1)!;
    reads = 0;
    const [found] = await store.readAll(wanted.position - 1, 1);
    expect(found).toEqual(wanted);
    expect(reads).toBeLessThan(10);
  } finally {
    await scene.end();
  }
}, 30_000);
