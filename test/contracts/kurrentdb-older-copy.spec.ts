import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { NO_STREAM, StoreUnavailable, type EventStore } from '@ledger/event-store-port';
import {
  ProjectionRunner,
  type Projection,
  type ProjectionStatus,
} from '@ledger/projections-port';
import { SqliteProjectionStore } from '@ledger/projections-sqlite';
import { canonicalJson, derivedId } from '@ledger/kernel';
import { event, Followed, ids, Scene, until } from './kurrentdb-scene.js';

const FIGURE = 'recorded-crime.all/kent/2024-05';

let scene: Scene;

afterEach(() => scene.end());

/** A log with three events, and where its first one ends. */
async function begin(): Promise<{ store: EventStore; firstEnd: number }> {
  scene = await Scene.begin({ store: { timeoutMs: 1_500 } });
  const store = scene.open();
  await store.append(FIGURE, NO_STREAM, [record('a', 0)]);
  const firstEnd = scene.server.log.end;
  await store.append(FIGURE, 0, [record('b', 1), record('c', 2)]);
  return { store, firstEnd };
}

function record(name: string, revision: number) {
  const { id, type } = event(name);
  const facts = { recordedAt: '2024-05-17T10:00:00.000Z', data: { name } };
  return { id, type, body: canonicalJson({ ...facts, id, type, stream: FIGURE, revision }) };
}

/** The server is killed, an older copy of its files is restored, and it is started again. */
function restoreOlderCopy(end: number): void {
  scene.server.log.loseTail(end);
  for (const node of scene.server.nodes) node.cut();
}

describe('A follower of a record of which an older copy was restored', () => {
  it('ends, and says what is no longer there', async () => {
    const { store, firstEnd } = await begin();
    const followed = new Followed(store);
    await followed.reached(3);
    restoreOlderCopy(firstEnd);
    const ended = await followed.ended;
    expect(ended).toBeInstanceOf(StoreUnavailable);
    expect(ended).toMatchObject({ message: expect.stringContaining(derivedId('c')) });
  });

  it('ends also where the log has grown beyond it again', async () => {
    const { store, firstEnd } = await begin();
    const followed = new Followed(store);
    await followed.reached(3);
    restoreOlderCopy(firstEnd);
    // Before any call: the next answers come from a log that is longer than the old one.
    const others = ['x', 'y', 'z', 'zz'].map((name) => event(name, 300));
    for (const { id, type, body } of others) {
      const metadata = Buffer.from(JSON.stringify({ eventId: id }));
      const kept = { id, type, isJson: true, data: Buffer.from(body), metadata };
      scene.server.log.write([], [{ stream: 'ledger-other', event: kept }]);
    }
    expect(await followed.ended).toMatchObject({
      message: expect.stringContaining('older copy'),
    });
    expect(ids(followed.events)).toEqual(ids([record('a', 0), record('b', 1), record('c', 2)]));
  });

  it('ends also if all it was begun behind is gone and nothing came since', async () => {
    const { store, firstEnd } = await begin();
    const after = await store.head();
    const followed = new Followed(store, { after });
    await until(() => scene.server.nodes[0]!.reads.subscriptions > 0);
    restoreOlderCopy(firstEnd);
    expect(await followed.ended).toBeInstanceOf(StoreUnavailable);
  });

  it('goes on where nothing was lost', async () => {
    const { store } = await begin();
    const followed = new Followed(store);
    await followed.reached(3);
    restoreOlderCopy(scene.server.log.end);
    await scene.open().append(FIGURE, 2, [record('d', 3)]);
    await followed.reached(4);
    expect(await followed.stop()).toBeUndefined();
  });
});

const notes: Projection = { name: 'notes', version: 1, tables: [], project: () => undefined };

describe('A projector under which an older copy of the log was restored', () => {
  it('stops with the words it has at a start', async () => {
    const { store, firstEnd } = await begin();
    const folder = await mkdtemp(join(tmpdir(), 'older-copy-'));
    const views = SqliteProjectionStore.open({ file: join(folder, 'views.db') });
    const stopping = new AbortController();
    let statuses: readonly ProjectionStatus[] = [];
    const runner = new ProjectionRunner({
      eventStore: store,
      store: views,
      projections: [notes],
      onStatus: (now) => (statuses = now),
    });
    const running = runner.run(stopping.signal);
    const head = await store.head();
    await until(() => statuses[0]?.position === head && statuses[0].state === 'live');
    restoreOlderCopy(firstEnd);
    await until(() => statuses[0]?.state === 'stopped');
    expect(statuses[0]?.fault?.error).toContain('which the log does not have there');
    stopping.abort();
    await running;
    await views.close();
    await rm(folder, { recursive: true });
  });
});
