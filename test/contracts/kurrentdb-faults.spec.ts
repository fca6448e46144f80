import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { MalformedConnection, MalformedStreamPrefix } from '@ledger/event-store-kurrentdb';
import {
  AcrossStreamsNotOffered,
  AppendOutcomeUnknown,
  AppendTooLarge,
  EventTooLarge,
  MalformedAppend,
  NO_STREAM,
  RevisionConflict,
  StoreAccessDenied,
  StoreShapeUnknown,
  StoreUnavailable,
  StreamDeleted,
} from '@ledger/event-store-port';
import type { AppendFault, ServerTraits } from './kurrentdb-double/index.js';
import { event, failure, ids, Scene, type SceneOptions } from './kurrentdb-scene.js';

const FIGURE = 'recorded-crime.all/kent/2024-05';
const ON_SERVER = `ledger-${FIGURE}`;

let scene: Scene;

afterEach(() => scene.end());

async function begin(options?: SceneOptions): Promise<ReturnType<Scene['open']>> {
  scene = await Scene.begin(options);
  return scene.open();
}

const PROTOCOLS: readonly (readonly [string, Partial<ServerTraits>])[] = [
  ['a call that appends share', {}],
  ['a call for each append', { offersBatchAppend: false }],
];

describe.each(PROTOCOLS)('An append through %s', (_, traits) => {
  it.each<[AppendFault, new (...facts: never[]) => Error]>([
    ['not-ready', StoreUnavailable],
    ['busy', StoreUnavailable],
    ['no-leader', StoreUnavailable],
    ['access-denied', StoreAccessDenied],
  ])('is known not to be stored when the server says %s', async (fault, refusal) => {
    const store = await begin({ traits });
    scene.server.standingAppendFault = fault;
    expect(await failure(store.append(FIGURE, NO_STREAM, [event('a')]))).toBeInstanceOf(
      refusal,
    );
    expect(await store.readStream(FIGURE)).toEqual([]);

    scene.server.standingAppendFault = undefined;
    const appended = await store.append(FIGURE, NO_STREAM, [event('a')]);
    expect(appended).toMatchObject({ revision: 0, repeated: false });
  });

  it.each<[AppendFault, boolean]>([
    ['cut-and-not-stored', false],
    ['cut-but-stored', true],
    ['silent-and-not-stored', false],
    ['silent-but-stored', true],
    ['timeout-and-not-stored', false],
    ['timeout-but-stored', true],
    ['ended-but-stored', true],
    ['unknown-error', false],
  ])('has an unknown outcome after %s, and a repeat finds it out', async (fault, isStored) => {
    const store = await begin({ traits, store: { timeoutMs: 300 } });
    scene.server.appendFaults.push(fault);
    const unknown = await failure(store.append(FIGURE, NO_STREAM, [event('a'), event('b')]));
    expect(unknown).toBeInstanceOf(AppendOutcomeUnknown);
    expect(unknown).toMatchObject({ stream: FIGURE });

    const found = await store.append(FIGURE, NO_STREAM, [event('a'), event('b')]);
    expect(found).toMatchObject({ revision: 1, repeated: isStored });
    expect(ids(await store.readStream(FIGURE))).toEqual(ids([event('a'), event('b')]));
  });

  it('is tried again by itself while the server is not ready for a moment', async () => {
    const store = await begin({ traits, store: { retryMs: 5_000 } });
    scene.server.appendFaults.push('not-ready', 'busy');
    const appended = await store.append(FIGURE, NO_STREAM, [event('a')]);
    expect(appended).toMatchObject({ revision: 0, repeated: false });
  });

  it('is refused as too large by what the server takes at once', async () => {
    const store = await begin({ traits: { ...traits, appendBytesMax: 1_000 } });
    const three = ['a', 'b', 'c'].map((name) => event(name, 400));
    const refusal = await failure(store.append(FIGURE, NO_STREAM, three));
    expect(refusal).toBeInstanceOf(AppendTooLarge);
    expect(refusal).toMatchObject({ stream: FIGURE, bytesMax: 1_000 });

    const large = event('large', 1_000);
    const alone = await failure(store.append(FIGURE, NO_STREAM, [event('a'), large]));
    expect(alone).toBeInstanceOf(EventTooLarge);
    expect(alone).toMatchObject({ eventId: large.id, bytesMax: 1_000 });
  });

  it('is refused as too large by what the server takes of one event', async () => {
    const store = await begin({ traits: { ...traits, eventBytesMax: 1_000 } });
    const large = event('large', 1_000);
    const refusal = await failure(store.append(FIGURE, NO_STREAM, [event('a'), large]));
    expect(refusal).toBeInstanceOf(EventTooLarge);
    expect(refusal).toMatchObject({ eventId: large.id, bytes: large.body.length });
  });

  it('is refused as malformed when its type has no name', async () => {
    const store = await begin({ traits });
    const nameless = { ...event('a'), type: '' };
    const refusal = await failure(store.append(FIGURE, NO_STREAM, [nameless]));
    expect(refusal).toBeInstanceOf(MalformedAppend);
  });

  it('finds its position by reading where the server does not state it', async () => {
    const store = await begin({ traits: { ...traits, tellsPositionsOfAppends: false } });
    const { position } = await store.append(FIGURE, NO_STREAM, [event('a'), event('b')]);
    expect(position).toBe((await store.readStream(FIGURE, 1))[0]?.position);
  });

  it('reports a deleted stream as such', async () => {
    const store = await begin({ traits });
    await store.append(FIGURE, NO_STREAM, [event('a')]);
    scene.server.log.tombstone(ON_SERVER);
    expect(await failure(store.append(FIGURE, 0, [event('b')]))).toBeInstanceOf(StreamDeleted);
    expect(await failure(store.readStream(FIGURE))).toBeInstanceOf(StreamDeleted);
  });

  it('conflicts also when the client is configured not to throw', async () => {
    const parameters = { throwOnAppendFailure: 'false' };
    const store = await begin({ traits, parameters });
    await store.append(FIGURE, NO_STREAM, [event('a'), event('b'), event('c')]);
    const refusal = await failure(store.append(FIGURE, 0, [event('x')]));
    expect(refusal).toBeInstanceOf(RevisionConflict);
    expect(refusal).toMatchObject({ expectedRevision: 0, actualRevision: 2 });
    expect(await store.append(FIGURE, 1, [event('c')])).toMatchObject({ repeated: true });
  });
});

describe('An append to a stream that somebody deleted softly', () => {
  it('does not go on behind what is gone', async () => {
    const store = await begin();
    await store.append(FIGURE, NO_STREAM, [event('a'), event('b')]);
    scene.server.log.softDelete(ON_SERVER);
    const refusal = await failure(store.append(FIGURE, NO_STREAM, [event('c')]));
    expect(refusal).toBeInstanceOf(StreamDeleted);
    expect(await failure(store.readStream(FIGURE))).toBeInstanceOf(StreamDeleted);
  });

  it('is distinguished from a stream whose beginning was truncated', async () => {
    const store = await begin();
    await store.append(FIGURE, NO_STREAM, [event('a'), event('b'), event('c')]);
    scene.server.log.truncate(ON_SERVER, 1);
    expect(await failure(store.readStream(FIGURE))).toBeInstanceOf(StreamDeleted);
    expect(ids(await store.readStream(FIGURE, 1))).toEqual(ids([event('b'), event('c')]));
  });
});

describe('A repetition of what the cluster has not replicated yet', () => {
  it('waits for it and is found to be one', async () => {
    const store = await begin({ store: { timeoutMs: 300, retryMs: 5_000 } });
    scene.server.log.hold();
    const first = await failure(store.append(FIGURE, NO_STREAM, [event('a')]));
    expect(first).toBeInstanceOf(AppendOutcomeUnknown);

    const again = store.append(FIGURE, NO_STREAM, [event('a')]);
    await pause(100);
    scene.server.log.release();
    expect(await again).toMatchObject({ revision: 0, repeated: true });
  });

  it('has an unknown outcome when it does not come', async () => {
    const store = await begin({ store: { timeoutMs: 200, retryMs: 200 } });
    scene.server.log.hold();
    const append = () => failure(store.append(FIGURE, NO_STREAM, [event('a')]));
    expect(await append()).toBeInstanceOf(AppendOutcomeUnknown);
    expect(await append()).toBeInstanceOf(AppendOutcomeUnknown);
  });
});

describe('A crowd of appends whose connection breaks', () => {
  it('has an outcome for each, and takes nothing else down', async () => {
    const store = await begin();
    await store.append('first', NO_STREAM, [event('first')]);
    const [node] = scene.server.nodes;
    const unhandled: unknown[] = [];
    const listen = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', listen);

    node!.freeze();
    const crowd = Array.from({ length: 60 }, (_, i) =>
      failure(store.append(`${FIGURE}/${i}`, NO_STREAM, [event(`${i}`, 200_000)])),
    );
    await pause(100);
    await node!.stop();
    node!.freeze(false);
    for (const outcome of await Promise.all(crowd)) {
      const isKnown = outcome instanceof StoreUnavailable;
      expect(isKnown || outcome instanceof AppendOutcomeUnknown).toBe(true);
    }
    await node!.start();
    await pause(10);
    process.off('unhandledRejection', listen);
    expect(unhandled).toEqual([]);

    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, i) =>
        store.append(`${FIGURE}/${i}`, NO_STREAM, [event(`${i}`, 200_000)]),
      ),
    );
    expect(answers.every(({ revision }) => revision === 0)).toBe(true);
  });
});

describe('A server that cannot be reached', () => {
  it('is unavailable at start and found when it comes', async () => {
    scene = await Scene.begin();
    const [node] = scene.server.nodes;
    await node!.stop();
    const store = scene.open();
    expect(await failure(store.append(FIGURE, NO_STREAM, [event('a')]))).toBeInstanceOf(
      StoreUnavailable,
    );
    expect(await failure(store.readStream(FIGURE))).toBeInstanceOf(StoreUnavailable);
    expect(await failure(store.head())).toBeInstanceOf(StoreUnavailable);

    await node!.start();
    expect(await store.append(FIGURE, NO_STREAM, [event('a')])).toMatchObject({ revision: 0 });
    expect(ids(await store.readAll(0, 10))).toEqual(ids([event('a')]));
  });

  it('is found again after a restart', async () => {
    const store = await begin();
    await store.append(FIGURE, NO_STREAM, [event('a')]);
    const [node] = scene.server.nodes;
    await node!.stop();
    // Whether the client has noticed when it sends the first is a race.
    await failure(store.append(FIGURE, 0, [event('b')]));
    expect(await failure(store.append(FIGURE, 0, [event('b')]))).toBeInstanceOf(
      StoreUnavailable,
    );
    await node!.start();
    expect(await store.append(FIGURE, 0, [event('b')])).toMatchObject({ repeated: false });
    expect(ids(await store.readStream(FIGURE))).toEqual(ids([event('a'), event('b')]));
  });

  it('leaves the outcome unknown when the network swallows the append', async () => {
    const store = await begin({ store: { timeoutMs: 300 } });
    await store.append(FIGURE, NO_STREAM, [event('a')]);
    const [node] = scene.server.nodes;
    node!.freeze();
    expect(await failure(store.append(FIGURE, 0, [event('b')]))).toBeInstanceOf(
      AppendOutcomeUnknown,
    );
    expect(await failure(store.readStream(FIGURE))).toBeInstanceOf(StoreUnavailable);
    node!.freeze(false);
    expect(await store.append(FIGURE, 0, [event('b')])).toMatchObject({ revision: 1 });
  });
});

describe('A read', () => {
  it.each(['not-ready', 'timeout', 'cut'] as const)('is made again after %s', async (fault) => {
    const store = await begin({ store: { retryMs: 5_000 } });
    await store.append(FIGURE, NO_STREAM, [event('a')]);
    scene.server.readFaults.push(fault);
    expect(await store.readStream(FIGURE)).toHaveLength(1);
    scene.server.readFaults.push(fault);
    expect(await store.readAll(0, 10)).toHaveLength(1);
  });

  it('is denied as such', async () => {
    const store = await begin();
    scene.server.deniesReads = true;
    const reads = [store.readStream(FIGURE), store.readAll(0, 1), store.head()];
    for (const refusal of await Promise.all(reads.map(failure))) {
      expect(refusal).toBeInstanceOf(StoreAccessDenied);
    }
  });

  it('finds what is behind a position where nothing ever stood', async () => {
    const store = await begin();
    await store.append(FIGURE, NO_STREAM, [event('a'), event('b'), event('c')]);
    const [first] = await store.readAll(0, 1);
    expect(ids(await store.readAll(first!.position + 1, 10))).toEqual(
      ids([event('b'), event('c')]),
    );
    expect(await store.readAll(5, 2)).toHaveLength(2);
    expect(await store.readAll(Number.MAX_SAFE_INTEGER, 2)).toEqual([]);
  });

  it('passes over a tombstone, and finds the head before it', async () => {
    const store = await begin();
    const { position } = await store.append(FIGURE, NO_STREAM, [event('a'), event('b')]);
    await store.append('gone', NO_STREAM, [event('c')]);
    scene.server.log.tombstone('ledger-gone');
    scene.server.log.tombstone('ledger-gone-too');
    expect(ids(await store.readAll(position, 10))).toEqual(ids([event('c')]));
    expect(await store.readAll(position, 1)).toHaveLength(1);
    expect(await store.head()).toBe((await store.readAll(position, 1))[0]?.position);
  });

  it('takes a page longer than the server is asked for at once', async () => {
    const store = await begin();
    const crowd = Array.from({ length: 4_500 }, (_, i) => event(`${i}`));
    await store.append(FIGURE, NO_STREAM, crowd);
    expect(ids(await store.readAll(0, 4_400))).toEqual(ids(crowd.slice(0, 4_400)));
  });
});

describe('What is on the server and not the ledger’s', () => {
  it('is not shown: the server’s own events, and another ledger’s', async () => {
    const store = await begin();
    const other = scene.open({ streamPrefix: 'other-' });
    scene.server.log.writeSystemEvent('$stats-0', '$statsCollected');
    await other.append(FIGURE, NO_STREAM, [event('theirs')]);
    await store.append(FIGURE, NO_STREAM, [event('ours')]);
    scene.server.log.writeSystemEvent('$stats-0', '$statsCollected');

    expect(ids(await store.readAll(0, 10))).toEqual(ids([event('ours')]));
    expect(ids(await other.readAll(0, 10))).toEqual(ids([event('theirs')]));
    expect(await other.head()).toBeLessThan(await store.head());
  });

  it('is refused where one number cannot say its position', async () => {
    const store = await begin();
    await store.append('other', NO_STREAM, [event('first')]);
    const [kept] = scene.server.log.stream('ledger-other') as readonly never[];
    scene.server.log.writeTransaction(ON_SERVER, [kept!]);
    expect(await failure(store.readAll(0, 10))).toBeInstanceOf(StoreShapeUnknown);
  });

  it('is refused beyond the numbers that are exact', async () => {
    const store = await begin();
    await store.append(FIGURE, NO_STREAM, [event('a')]);
    scene.server.log.skipTo(2 ** 53);
    const refusal = await failure(store.append(FIGURE, 0, [event('b')]));
    expect(refusal).toBeInstanceOf(StoreShapeUnknown);
    expect(await failure(store.head())).toBeInstanceOf(StoreShapeUnknown);
  });

  it('is refused from a server too old to state positions', async () => {
    const store = await begin({ traits: { tellsPositionsInStreams: false } });
    await store.append(FIGURE, NO_STREAM, [event('a')]);
    expect(await failure(store.readStream(FIGURE))).toBeInstanceOf(StoreShapeUnknown);
  });
});

describe('A secure server', () => {
  const users = [{ name: 'ledger', password: 'se:cret/é' }];

  it('takes the credentials and the authority of the connection string', async () => {
    const store = await begin({ isEncrypted: true, traits: { users } });
    await store.append(FIGURE, NO_STREAM, [event('a')]);
    expect(ids(await store.readStream(FIGURE))).toEqual(ids([event('a')]));
    expect(await store.head()).toBeGreaterThan(0);
  });

  it('denies whom it does not know', async () => {
    await begin({ isEncrypted: true, traits: { users } });
    const connectionString = scene.server
      .connectionString({ discoveryInterval: '10' })
      .replace(/\/\/.*@/, '//ledger:wrong@');
    const store = scene.open({ connectionString });
    const denied = [
      store.append(FIGURE, NO_STREAM, [event('a')]),
      store.readStream(FIGURE),
      store.readAll(0, 1),
    ];
    for (const refusal of await Promise.all(denied.map(failure))) {
      expect(refusal).toBeInstanceOf(StoreAccessDenied);
    }
  });

  it('is not trusted on the word of another authority, and the setting is named', async () => {
    await begin({ isEncrypted: true });
    const connectionString = scene.server.connectionString().replace(/&tlsCAFile=[^&]*/, '');
    await expectUnavailable(connectionString, 'tlsCAFile=<file>');
  });

  it('is not met without TLS, and the setting is named', async () => {
    await begin({ isEncrypted: true });
    const { port } = scene.server.nodes[0]!;
    await expectUnavailable(`kurrentdb://127.0.0.1:${port}?tls=false`, 'set tls=true');
  });

  it('is not met where there is none, and the setting is named', async () => {
    await begin();
    const { port } = scene.server.nodes[0]!;
    await expectUnavailable(`kurrentdb://127.0.0.1:${port}?tls=true`, 'set tls=false');
  });

  async function expectUnavailable(connectionString: string, words: string): Promise<void> {
    const store = scene.open({ connectionString, followLostMs: 200 });
    const calls = [
      store.append(FIGURE, NO_STREAM, [event('a')]),
      store.readStream(FIGURE),
      store.head(),
    ];
    for (const refusal of await Promise.all(calls.map(failure))) {
      expect(refusal).toBeInstanceOf(StoreUnavailable);
      expect(refusal.message).toContain(words);
    }
  }
});

describe('Appending to several streams', () => {
  const parts = ['a', 'b'].map((name) => ({
    stream: `${FIGURE}/${name}`,
    expectedRevision: NO_STREAM,
    events: [event(name)],
  }));

  it('is not offered where the server is too old', async () => {
    const traits = { offersAppendRecords: false, offersAppendSession: false };
    const store = await begin({ traits });
    const refusal = await failure(store.appendAcrossStreams(parts));
    expect(refusal).toBeInstanceOf(AcrossStreamsNotOffered);
    expect(await store.readAll(0, 10)).toEqual([]);
  });

  describe.each([true, false])('by one message for all: %s', (offersAppendRecords) => {
    const sized = (bytes: number) =>
      parts.map((part) => ({ ...part, events: [event(part.stream, bytes)] }));

    it('is refused as too large', async () => {
      const traits = { offersAppendRecords, appendBytesMax: 2_000, eventBytesMax: 1_500 };
      const store = await begin({ traits });
      const together = await failure(store.appendAcrossStreams(sized(1_200)));
      expect(together).toBeInstanceOf(AppendTooLarge);
      expect(together).toMatchObject({ bytesMax: 2_000 });
      const alone = await failure(store.appendAcrossStreams(sized(1_600)));
      expect(alone).toBeInstanceOf(EventTooLarge);
      expect(alone).toMatchObject({ bytesMax: 1_500 });
    });

    it.each<[AppendFault, new (...facts: never[]) => Error]>([
      ['access-denied', StoreAccessDenied],
      ['not-ready', StoreUnavailable],
      ['no-leader', StoreUnavailable],
      ['timeout-and-not-stored', AppendOutcomeUnknown],
      ['silent-and-not-stored', AppendOutcomeUnknown],
      ['unknown-error', AppendOutcomeUnknown],
    ])('translates %s', async (fault, refusal) => {
      const store = await begin({ traits: { offersAppendRecords }, store: { timeoutMs: 400 } });
      scene.server.appendFaults.push(...Array.from({ length: 50 }, () => fault));
      expect(await failure(store.appendAcrossStreams(parts))).toBeInstanceOf(refusal);
    });

    it('reports a deleted stream as such', async () => {
      const store = await begin({ traits: { offersAppendRecords } });
      scene.server.log.tombstone(`ledger-${FIGURE}/b`);
      expect(await failure(store.appendAcrossStreams(parts))).toBeInstanceOf(StreamDeleted);
      expect(await store.readAll(0, 10)).toEqual([]);
    });
  });
});

describe('Options that cannot be right', () => {
  it.each(['', 'ledger', '$ledger-', 'a-b-', 'ledger--'])(
    'are refused: prefix %j',
    async (prefix) => {
      await begin();
      expect(() => scene.open({ streamPrefix: prefix })).toThrow(MalformedStreamPrefix);
    },
  );

  it('are refused without repeating the password', async () => {
    await begin();
    const connectionString = 'kurrentdb//ledger:se cret@host';
    const open = () => scene.open({ connectionString });
    expect(open).toThrow(MalformedConnection);
    expect(open).not.toThrow(/cret/);
  });
});
