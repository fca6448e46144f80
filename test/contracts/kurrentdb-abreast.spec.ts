import { afterEach, expect, it } from '@jest/globals';
import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { NO_STREAM } from '@ledger/event-store-port';
import { event, Scene } from './kurrentdb-scene.js';

const WRITERS = 64;
/** Long beside what a busy machine needs for all of them. */
const LATENCY_MS = 1_000;

let scene: Scene;

afterEach(() => scene.end());

it('As many appends are on their way to a server at once as are asked for', async () => {
  scene = await Scene.begin();
  const store = scene.open();
  await store.append('warm', NO_STREAM, [event('warm')]);
  scene.server.latencyMs = LATENCY_MS;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: WRITERS }, (_, i) =>
      store.append(`stream-${i}`, NO_STREAM, [event(`${i}`)]),
    ),
  );
  // One after the other in parts, they would take more than three times the server's latency.
  expect(performance.now() - startedAt).toBeLessThan(3 * LATENCY_MS);
});

it('One client is enough for appends that are made one after the other', async () => {
  scene = await Scene.begin();
  let clients = 0;
  const connect = (connectionString: string) => {
    clients += 1;
    return KurrentDBClient.connectionString(connectionString);
  };
  const store = scene.open({ connect });
  const before = clients;
  for (let i = 0; i < 20; i += 1) await store.append(`s-${i}`, NO_STREAM, [event(`${i}`)]);
  expect(clients - before).toBe(1);
});
