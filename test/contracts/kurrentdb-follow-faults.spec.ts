import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { KurrentDbEventStore } from '@ledger/event-store-kurrentdb';
import {
  AppendOutcomeUnknown,
  NO_STREAM,
  StoreAccessDenied,
  StoreUnavailable,
} from '@ledger/event-store-port';
import type { SubscriptionDrop } from './kurrentdb-double/index.js';
import {
  event,
  failure,
  Followed,
  ids,
  Scene,
  until,
  type SceneOptions,
} from './kurrentdb-scene.js';

const FIGURE = 'recorded-crime.all/kent/2024-05';

let scene: Scene;
let store: KurrentDbEventStore;

async function begin(options?: SceneOptions): Promise<void> {
  scene = await Scene.begin(options);
  store = scene.open();
}

afterEach(() => scene.end());

function node(index = 0) {
  const found = scene.server.nodes[index];
  if (found === undefined) throw new Error(`There is no node ${index}`);
  return found;
}

async function subscribed(index = 0): Promise<void> {
  await until(() => node(index).reads.subscriptions > 0);
}

/** Resolves once the log holds a record beyond that end. */
async function writtenAfter(end: number): Promise<void> {
  await until(() => scene.server.log.end > end);
}

/** Appends one event after another, with retries, and returns their ids. */
async function appendAll(names: readonly string[]): Promise<readonly string[]> {
  const events = names.map((name) => event(name));
  for (const [i, each] of events.entries()) {
    for (;;) {
      try {
        await store.append(FIGURE, i - 1, [each]);
        break;
      } catch (error) {
        if (!(error instanceof StoreUnavailable || error instanceof AppendOutcomeUnknown)) {
          throw error;
        }
      }
    }
  }
  return ids(events);
}

describe('A follower whose subscription is dropped', () => {
  it.each<SubscriptionDrop>(['unavailable', 'cancelled', 'ended'])(
    'goes on where it was after %s',
    async (drop) => {
      await begin();
      const followed = new Followed(store);
      await store.append(FIGURE, NO_STREAM, [event('a')]);
      await followed.reached(1);
      node().reads.drop(drop);
      await store.append(FIGURE, 0, [event('b'), event('c')]);
      expect(await followed.reached(3)).toEqual(ids([event('a'), event('b'), event('c')]));

      await subscribed();
      node().reads.drop(drop);
      await subscribed();
      await store.append(FIGURE, 2, [event('d')]);
      expect(await followed.reached(4)).toHaveLength(4);
      expect(await followed.stop()).toBeUndefined();
    },
  );

  it('gets an error when it may not read any more', async () => {
    await begin();
    const followed = new Followed(store);
    await subscribed();
    scene.server.deniesReads = true;
    node().reads.drop('access-denied');
    expect(await followed.ended).toBeInstanceOf(StoreAccessDenied);
  });

  it('gets an error when the server does not come back', async () => {
    await begin({ store: { followLostMs: 300 } });
    const followed = new Followed(store);
    await subscribed();
    await node().stop();
    expect(await followed.ended).toBeInstanceOf(StoreUnavailable);
  });

  it('waits for a server that comes back in time, and for one that is not there yet', async () => {
    await begin({ store: { followLostMs: 10_000 } });
    await node().stop();
    const followed = new Followed(store);
    await pause(100);
    await node().start();
    await subscribed();
    await node().stop();
    await pause(100);
    await node().start();
    await store.append(FIGURE, NO_STREAM, [event('a')]);
    expect(await followed.reached(1)).toEqual(ids([event('a')]));
    await followed.stop();
  });

  it('notices a server that takes the connection and says nothing', async () => {
    await begin({ store: { timeoutMs: 200, followLostMs: 100 } });
    node().freeze();
    const followed = new Followed(store);
    expect(await followed.ended).toBeInstanceOf(StoreUnavailable);
  });
});

describe('A follower in a log that is mostly somebody else’s', () => {
  function others(count: number): void {
    for (let i = 0; i < count; i += 1) {
      scene.server.log.writeSystemEvent('other-stream', 'SomethingElse');
    }
  }

  it('begins again at the last checkpoint and not at its last event', async () => {
    await begin();
    const { position } = await store.append(FIGURE, NO_STREAM, [event('a')]);
    others(3_000);
    const passed = scene.server.log.end;
    const followed = new Followed(store);
    await followed.reached(1);
    await subscribed();
    await pause(50);
    node().reads.drop('unavailable');
    await until(() => node().reads.subscribedFrom.length === 2);

    const [first, second] = node().reads.subscribedFrom;
    expect(first?.commit).toBe(-1);
    expect(second?.commit).toBeGreaterThan(position);
    expect(second?.commit).toBeLessThanOrEqual(passed);
    await followed.stop();
  });

  it('misses nothing that stands right behind a checkpoint', async () => {
    await begin();
    await store.append(FIGURE, NO_STREAM, [event('a')]);
    others(100);
    const followed = new Followed(store);
    await followed.reached(1);
    await pause(50);
    node().reads.drop('unavailable');
    // At the end of the last foreign event, which is the server's last checkpoint.
    await store.append(FIGURE, 0, [event('b')]);
    expect(await followed.reached(2)).toEqual(ids([event('a'), event('b')]));
    await followed.stop();
  });

  it('misses nothing that waited to be taken when the checkpoint came', async () => {
    await begin();
    const names = Array.from({ length: 6 }, (_, i) => `${i}`);
    await store.append(
      FIGURE,
      NO_STREAM,
      names.map((name) => event(name)),
    );
    others(3_000);
    let taken = 0;
    const followed = new Followed(store, {
      batchEventsMax: 5,
      meet: async () => {
        taken += 1;
        if (taken > 1) return;
        await pause(100);
        node().reads.drop('unavailable');
        await pause(100);
      },
    });
    expect(await followed.reached(6)).toEqual(ids(names.map((name) => event(name))));
    await followed.stop();
  });

  it('begins anywhere, also where nothing ever stood', async () => {
    await begin();
    await store.append(FIGURE, NO_STREAM, [event('a'), event('b')]);
    const [first] = await store.readAll(0, 1);
    const followed = new Followed(store, { after: first!.position + 1 });
    expect(await followed.reached(1)).toEqual(ids([event('b')]));
    await followed.stop();
  });

  it('passes over what the ledger did not write', async () => {
    await begin();
    const followed = new Followed(store);
    await subscribed();
    scene.server.log.writeForeign(`ledger-${FIGURE}`);
    await store.append(FIGURE, NO_STREAM, [event('a')]);
    expect(await followed.reached(1)).toEqual(ids([event('a')]));
    await followed.stop();
  });
});

describe('A cluster', () => {
  const cluster = {
    nodes: 3,
    store: { retryMs: 4_000, timeoutMs: 4_000, followLostMs: 8_000 },
  };

  it('is followed and appended to while it changes its leader', async () => {
    await begin(cluster);
    const followed = new Followed(store);
    const names = Array.from({ length: 60 }, (_, i) => `${i}`);
    const appending = appendAll(names);
    for (const leader of [1, 2, 0]) {
      await pause(120);
      scene.server.elect(undefined);
      for (const each of scene.server.nodes) each.reads.drop('unavailable');
      await pause(60);
      scene.server.elect(node(leader));
    }
    const wanted = await appending;
    expect(await followed.reached(60)).toEqual(wanted);
    expect(ids(await store.readStream(FIGURE))).toEqual(wanted);
    await followed.stop();
  });

  it('is followed at a node that does not lead where such are preferred', async () => {
    await begin({ ...cluster, parameters: { nodePreference: 'follower' } });
    const followed = new Followed(store);
    const first = await appendAll(['a', 'b', 'c']);
    expect(await followed.reached(3)).toEqual(first);
    expect(node(0).reads.subscriptions).toBe(0);
    scene.server.elect(node(1));
    await store.append(FIGURE, 2, [event('d')]);
    const wanted = [...first, ...ids([event('d')])];
    expect(await followed.reached(4)).toEqual(wanted);
    expect(ids(await store.readStream(FIGURE))).toEqual(wanted);
    await followed.stop();
  });

  it('is found at another node when its leader goes down', async () => {
    await begin(cluster);
    await store.append(FIGURE, NO_STREAM, [event('a')]);
    const followed = new Followed(store);
    await followed.reached(1);
    await node(0).stop();
    scene.server.elect(node(1));
    const wanted = await appendAll(['a', 'b', 'c']);
    expect(await followed.reached(3)).toEqual(wanted);
    expect(ids(await store.readAll(0, 10))).toEqual(wanted);
    await followed.stop();
  });

  it('is unavailable without a leader', async () => {
    await begin({ ...cluster, store: { retryMs: 100 } });
    await store.append(FIGURE, NO_STREAM, [event('a')]);
    scene.server.elect(undefined);
    const refusal = await failure(store.append(FIGURE, 0, [event('b')]));
    expect(refusal).toBeInstanceOf(StoreUnavailable);
    scene.server.elect(node(0));
    expect(await store.append(FIGURE, 0, [event('b')])).toMatchObject({ repeated: false });
  });

  it('takes an append to several streams at its new leader', async () => {
    await begin(cluster);
    const part = (name: string, expectedRevision: number) => {
      return { stream: name, expectedRevision, events: [event(`${name} ${expectedRevision}`)] };
    };
    await store.appendAcrossStreams([part('a', -1), part('b', -1)]);
    scene.server.elect(node(2));
    const appended = await store.appendAcrossStreams([part('a', 0), part('b', 0)]);
    expect(appended).toMatchObject({ revisions: [1, 1], repeated: false });
  });

  it('calls nothing unstored that was under way when the leader went', async () => {
    await begin({ ...cluster, store: { retryMs: 0, timeoutMs: 2_000 } });
    await store.append('first', NO_STREAM, [event('first')]);
    const { end } = scene.server.log;
    scene.server.log.hold();
    const underWay = store
      .append(FIGURE, NO_STREAM, [event('a')])
      .catch((error: unknown) => error);
    await writtenAfter(end);
    scene.server.elect(node(1));
    const tooLate = await failure(store.append('other', NO_STREAM, [event('b')]));
    scene.server.log.release();

    // The leader's last message fails both, and the first was stored before.
    expect(await underWay).toBeInstanceOf(AppendOutcomeUnknown);
    expect(tooLate).toBeInstanceOf(AppendOutcomeUnknown);
    expect(ids(await store.readStream(FIGURE))).toEqual(ids([event('a')]));
  });

  it('stores once what it was under way with when the leader went', async () => {
    await begin(cluster);
    await store.append('first', NO_STREAM, [event('first')]);
    const { end } = scene.server.log;
    scene.server.log.hold();
    const underWay = store.append(FIGURE, NO_STREAM, [event('a')]);
    await writtenAfter(end);
    scene.server.elect(node(1));
    const late = store.append('other', NO_STREAM, [event('b')]);
    await pause(50);
    scene.server.log.release();

    expect(await underWay).toMatchObject({ revision: 0, repeated: true });
    expect(await late).toMatchObject({ revision: 0, repeated: false });
    expect(await store.readAll(0, 10)).toHaveLength(3);
  });
});
