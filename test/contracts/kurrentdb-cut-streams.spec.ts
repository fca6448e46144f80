import { afterEach, describe, expect, it } from '@jest/globals';
import { gapsOf } from '@ledger/integrity';
import { NO_STREAM, StreamDeleted, type EventStore } from '@ledger/event-store-port';
import { event, Scene } from './kurrentdb-scene.js';

const STREAMS = ['figure/a', 'figure/b', 'figure/c', 'figure/d', 'figure/whole'];

let scene: Scene;

afterEach(() => scene.end());

/** Streams of four events, written alternately. */
async function begin(): Promise<EventStore> {
  scene = await Scene.begin();
  const store = scene.open();
  for (let revision = NO_STREAM; revision < 3; revision += 1) {
    for (const stream of STREAMS) {
      await store.append(stream, revision, [event(`${stream} ${revision}`)]);
    }
  }
  return store;
}

async function streamsWithGaps(store: EventStore): Promise<readonly string[]> {
  return (await gapsOf(store)).map(({ stream }) => stream);
}

/** Everything an operator can do to a stream. */
function cutFour(): void {
  const { log } = scene.server;
  log.limit('ledger-figure/a', 1);
  log.truncate('ledger-figure/b', 2);
  log.softDelete('ledger-figure/c');
  log.tombstone('ledger-figure/d');
}

describe('Of streams that somebody cut short', () => {
  it('all are listed, once each, while the log still has what they hide', async () => {
    const store = await begin();
    cutFour();
    expect(await streamsWithGaps(store)).toEqual(STREAMS.slice(0, 4));
  });

  it('all of which anything is left are listed after a scavenge', async () => {
    const store = await begin();
    cutFour();
    scene.server.log.scavenge();
    const found = await streamsWithGaps(store);
    expect([...found].sort()).toEqual(['figure/a', 'figure/b', 'figure/d']);
  });

  it('none is listed any more once its metadata no longer cuts it', async () => {
    const store = await begin();
    scene.server.log.limit('ledger-figure/a', 1);
    scene.server.log.truncate('ledger-figure/b', 2);
    expect(await streamsWithGaps(store)).toEqual(['figure/a', 'figure/b']);
    scene.server.log.truncate('ledger-figure/a', 0);
    scene.server.log.truncate('ledger-figure/b', 0);
    expect(await streamsWithGaps(store)).toEqual([]);
  });

  it('the message says how to undo it before it says to restore', () => {
    const { message } = new StreamDeleted('figure/a');
    for (const name of ['$maxCount', '$maxAge', '$tb']) {
      expect(message.indexOf(name)).toBeGreaterThan(0);
      expect(message.indexOf(name)).toBeLessThan(message.indexOf('restore'));
    }
  });
});
