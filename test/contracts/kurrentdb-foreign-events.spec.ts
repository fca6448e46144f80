import { afterEach, describe, expect, it } from '@jest/globals';
import {
  NO_STREAM,
  RevisionConflict,
  type EventStore,
  type ForeignEvent,
} from '@ledger/event-store-port';
import { event, failure, Followed, ids, Scene } from './kurrentdb-scene.js';

const FIGURE = 'figure/recorded-crime.all/kent/2024-05';
const ON_SERVER = `ledger-${FIGURE}`;
const UTF8 = new TextEncoder();

let scene: Scene;

afterEach(() => scene.end());

async function begin(): Promise<{ store: EventStore; foreign: ForeignEvent[] }> {
  scene = await Scene.begin();
  const foreign: ForeignEvent[] = [];
  return { store: scene.open({ onForeign: (each) => foreign.push(each) }), foreign };
}

/** What a person or another program can write to a stream of the ledger. */
const FOREIGN: readonly [string, Parameters<Scene['server']['log']['writeForeign']>[1]][] = [
  ['an event from the server’s own page', {}],
  ['bytes of another program', { isJson: false, data: UTF8.encode('abc') }],
  [
    'JSON that is no object',
    { data: UTF8.encode('[1]'), metadata: UTF8.encode('{"eventId":"x"}') },
  ],
  ['text that is not JSON at all', { data: UTF8.encode('{'), metadata: UTF8.encode('{') }],
  ['a link', { type: '$>', isJson: false, data: UTF8.encode(`0@other-1`) }],
  ['another system event', { type: '$anything' }],
];

describe.each(FOREIGN)('In a stream of the ledger, %s', (_, theirs) => {
  it('is passed over by every read and every follower', async () => {
    const { store } = await begin();
    const { log } = scene.server;
    const followed = new Followed(store);
    log.writeForeign(ON_SERVER, theirs);
    await store.append(FIGURE, NO_STREAM, [event('a'), event('b')]);
    log.writeForeign(ON_SERVER, theirs);
    await store.append(FIGURE, 1, [event('c')]);
    log.writeForeign(ON_SERVER, theirs);

    const own = ids([event('a'), event('b'), event('c')]);
    const held = await store.readStream(FIGURE);
    expect(ids(held)).toEqual(own);
    expect(held.map(({ revision }) => revision)).toEqual([0, 1, 2]);
    expect(ids(await store.readStream(FIGURE, 1, 1))).toEqual(ids([event('b')]));
    expect(ids(await store.readStream(FIGURE, 2))).toEqual(ids([event('c')]));
    expect(ids(await store.readAll(0, 10))).toEqual(own);
    expect(await store.head()).toBe(held[2]!.position);
    expect(await followed.reached(3)).toEqual(own);
    await followed.stop();
  });

  it('is counted by the expected revision, in a process that never met it too', async () => {
    const { store } = await begin();
    await store.append(FIGURE, NO_STREAM, [event('a')]);
    scene.server.log.writeForeign(ON_SERVER, theirs);
    scene.server.log.writeForeign(ON_SERVER, theirs);

    expect(await store.append(FIGURE, 0, [event('b')])).toMatchObject({ revision: 1 });
    expect(await scene.open().append(FIGURE, 1, [event('c')])).toMatchObject({ revision: 2 });
    expect(scene.server.log.lastRevision(ON_SERVER)).toBe(4);
  });

  it('makes no repetition a conflict, and no conflict a success', async () => {
    const { store } = await begin();
    await store.append(FIGURE, NO_STREAM, [event('a')]);
    scene.server.log.writeForeign(ON_SERVER, theirs);
    const appended = await store.append(FIGURE, 0, [event('b')]);

    const repeated = await scene.open().append(FIGURE, 0, [event('b')]);
    expect(repeated).toEqual({ ...appended, repeated: true });
    const conflict = await failure(scene.open().append(FIGURE, 0, [event('other')]));
    expect(conflict).toBeInstanceOf(RevisionConflict);
    expect(conflict).toMatchObject({ expectedRevision: 0, actualRevision: 1 });
  });

  it('is in no append’s way that writes several streams at once', async () => {
    const { store } = await begin();
    scene.server.log.writeForeign(ON_SERVER, theirs);
    const parts = [
      { stream: FIGURE, expectedRevision: NO_STREAM, events: [event('a')] },
      { stream: 'other', expectedRevision: NO_STREAM, events: [event('b')] },
    ];
    expect(await store.appendAcrossStreams(parts)).toMatchObject({ revisions: [0, 0] });
    expect(ids(await store.readStream(FIGURE))).toEqual(ids([event('a')]));
  });
});

describe('What the ledger did not write', () => {
  it('is reported once, with its place, its type and the server’s time', async () => {
    const { store, foreign } = await begin();
    const { commit } = scene.server.log.writeForeign(ON_SERVER, { type: 'Theirs' });
    await store.readAll(0, 10);
    await store.readStream(FIGURE);
    await store.head();

    expect(foreign).toEqual([
      {
        position: commit,
        stream: ON_SERVER,
        revision: 0,
        type: 'Theirs',
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      },
    ]);
  });

  it('does not make a head hard to find, however much of it there is', async () => {
    const { store } = await begin();
    const { position } = await store.append(FIGURE, NO_STREAM, [event('a')]);
    for (let i = 0; i < 5_000; i += 1) scene.server.log.writeForeign('ledger-theirs');
    expect(await store.head()).toBe(position);
  });
});
