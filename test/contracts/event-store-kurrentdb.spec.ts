/**
 * The suite with the double, always, and with a real server where one is named:
 *
 *     EVENTSTORE_URL='kurrentdb://admin:changeit@127.0.0.1:2113?tls=false' \
 *       npm run jest -- --selectProjects contracts -- event-store-kurrentdb
 *
 * Each test has a stream prefix of its own, `ledgertest…-`, and leaves nothing else behind there.
 */
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  KurrentDbEventStore,
  type KurrentDbEventStoreOptions,
} from '@ledger/event-store-kurrentdb';
import {
  AcrossStreamsNotOffered,
  BEGINNING,
  NO_STREAM,
  RevisionConflict,
  type EventStore,
  type StreamAppend,
} from '@ledger/event-store-port';
import { describeAppendAcrossStreams } from './append-across-streams.contract.js';
import { BreakableClients } from './breakable-clients.js';
import { describeEventStore, type EventStoreHarness } from './event-store.contract.js';
import { KurrentDbDouble, type ServerTraits } from './kurrentdb-double/index.js';

const servers: Promise<KurrentDbDouble>[] = [];

afterAll(async () => {
  for (const server of servers) await (await server).stop();
});

/** One server for all tests of a suite, as a real one is. */
function sharedServer(traits: Partial<ServerTraits> = {}): () => Promise<KurrentDbDouble> {
  let server: Promise<KurrentDbDouble> | undefined;
  return () => {
    server ??= KurrentDbDouble.start({ traits });
    if (!servers.includes(server)) servers.push(server);
    return server;
  };
}

/** Timeouts for a test. */
const LIMITS = { timeoutMs: 30_000, retryMs: 200, followLostMs: 2_000 };

/** The delay between a read and its first connection is half a second by default. */
const SOON = { discoveryInterval: '10' };

abstract class KurrentDbHarness implements EventStoreHarness {
  readonly prefix = '';
  readonly #streamPrefix = `ledgertest${crypto.randomUUID().replaceAll('-', '')}-`;
  #store: EventStore | undefined;

  async open(): Promise<EventStore> {
    const options = { ...LIMITS, streamPrefix: this.#streamPrefix, ...this.options() };
    this.#store = new KurrentDbEventStore(options);
    return this.#store;
  }

  async dispose(): Promise<void> {
    await this.#store?.close();
  }

  abstract breakAppends(): Promise<() => Promise<void>>;

  abstract loseNextAnswer(): Promise<void>;

  protected abstract options(): KurrentDbEventStoreOptions;
}

class DoubleHarness extends KurrentDbHarness {
  readonly #server: KurrentDbDouble;

  constructor(server: KurrentDbDouble) {
    super();
    this.#server = server;
    // A shared server writes events of itself and of others in between.
    server.log.writeSystemEvent('$stats-127.0.0.1:2113', '$statsCollected');
    server.log.writeSystemEvent('ledgertestother-stream', 'FigureRecorded');
  }

  async breakAppends(): Promise<() => Promise<void>> {
    this.#server.standingAppendFault = 'not-ready';
    return async () => {
      this.#server.standingAppendFault = undefined;
    };
  }

  async loseNextAnswer(): Promise<void> {
    this.#server.appendFaults.push('cut-but-stored');
  }

  override async dispose(): Promise<void> {
    await super.dispose();
    this.#server.standingAppendFault = undefined;
    this.#server.appendFaults.length = 0;
  }

  protected override options(): KurrentDbEventStoreOptions {
    return { connectionString: this.#server.connectionString(SOON) };
  }
}

/** A real server does not fail on demand: its client does. */
class ServerHarness extends KurrentDbHarness {
  readonly #connectionString: string;
  readonly #clients = new BreakableClients();

  constructor(connectionString: string) {
    super();
    this.#connectionString = connectionString;
  }

  async breakAppends(): Promise<() => Promise<void>> {
    this.#clients.isBroken = true;
    return async () => {
      this.#clients.isBroken = false;
    };
  }

  async loseNextAnswer(): Promise<void> {
    this.#clients.losesNextAnswer = true;
  }

  protected override options(): KurrentDbEventStoreOptions {
    return {
      connectionString: this.#connectionString,
      connect: (connectionString) => this.#clients.connect(connectionString),
    };
  }
}

const today = sharedServer();
describeEventStore('KurrentDbEventStore', async () => new DoubleHarness(await today()));
describeAppendAcrossStreams(
  'KurrentDbEventStore on 26.1',
  async () => new DoubleHarness(await today()),
);

const sessions = sharedServer({ offersAppendRecords: false });
describeAppendAcrossStreams(
  'KurrentDbEventStore on 25.1',
  async () => new DoubleHarness(await sessions()),
);

/** The last servers that append to one stream at a time. */
const alone = sharedServer({ offersAppendRecords: false, offersAppendSession: false });

describe('KurrentDbEventStore on a server before 25.1', () => {
  const area = (name: string): StreamAppend => ({
    stream: `area/${name}`,
    expectedRevision: NO_STREAM,
    events: [{ id: crypto.randomUUID(), type: 'AreaRegistered', body: '{}' }],
  });
  let harness: DoubleHarness;
  let store: EventStore;

  beforeEach(async () => {
    harness = new DoubleHarness(await alone());
    store = await harness.open();
  });

  afterEach(() => harness.dispose());

  it('says that it cannot append to several streams at once, and writes nothing', async () => {
    const append = store.appendAcrossStreams([area('kent'), area('medway')]);
    await expect(append).rejects.toBeInstanceOf(AcrossStreamsNotOffered);
    expect(await store.head()).toBe(BEGINNING);
  });

  it('appends to several streams when they are one', async () => {
    const only = area('kent');
    const appended = await store.appendAcrossStreams([only]);
    expect(appended).toMatchObject({ revisions: [0], repeated: false });
    expect(await store.appendAcrossStreams([only])).toEqual({ ...appended, repeated: true });
  });
});

/** Servers before 21.10 have a call for each append. */
const plain = sharedServer({ offersBatchAppend: false });
describeEventStore(
  'KurrentDbEventStore with plain appends',
  async () => new DoubleHarness(await plain()),
);

const url = process.env['EVENTSTORE_URL'];
if (url !== undefined) {
  const create = async () => new ServerHarness(url);
  describeEventStore('KurrentDbEventStore on a real server', create);
  if (await offersAppendAcross(create)) {
    describeAppendAcrossStreams('KurrentDbEventStore on a real server', create);
  }
}

/** Tries what no server accepts, and so writes nothing. */
async function offersAppendAcross(create: () => Promise<ServerHarness>): Promise<boolean> {
  const harness = await create();
  const store = await harness.open();
  const event = { id: crypto.randomUUID(), type: 'FigureRecorded', body: '{}' };
  try {
    await store.appendAcrossStreams([
      { stream: 'not-there', expectedRevision: 7, events: [event] },
      { stream: 'not-there-either', expectedRevision: 7, events: [event] },
    ]);
    throw new Error('The server has appended behind a revision that is not there');
  } catch (error) {
    if (error instanceof AcrossStreamsNotOffered) return false;
    if (error instanceof RevisionConflict) return true;
    throw error;
  } finally {
    await harness.dispose();
  }
}
