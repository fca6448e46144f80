/**
 * The suite against the double, always, and against a real server where one is named:
 *
 *     EVENTSTORE_URL='kurrentdb://admin:changeit@127.0.0.1:2113?tls=false' \
 *       npm run jest -- --selectProjects contracts -- event-store-kurrentdb
 *
 * Each test has a stream prefix of its own, `ledgertest…-`, and leaves nothing else behind there.
 */
import { afterAll } from '@jest/globals';
import {
  KurrentDbEventStore,
  type KurrentDbEventStoreOptions,
} from '@ledger/event-store-kurrentdb';
import type { EventStore } from '@ledger/event-store-port';
import { BreakableClients } from './breakable-clients.js';
import { describeEventStore, type EventStoreHarness } from './event-store.contract.js';
import { KurrentDbDouble } from './kurrentdb-double/index.js';

let server: Promise<KurrentDbDouble> | undefined;

afterAll(async () => {
  await (await server)?.stop();
});

/** One server for all tests, as a real one is. */
function sharedServer(): Promise<KurrentDbDouble> {
  server ??= KurrentDbDouble.start();
  return server;
}

/** Patience enough for a test. */
const LIMITS = { timeoutMs: 5_000, retryMs: 200, followLostMs: 2_000 };

/** What stands between a read and its first connection is half a second by default. */
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
    // A shared server writes of itself and of others in between.
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

/** A real server does not fail when it is told: its client does. */
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

describeEventStore('KurrentDbEventStore', async () => new DoubleHarness(await sharedServer()));

const url = process.env['EVENTSTORE_URL'];
if (url !== undefined) {
  describeEventStore(
    'KurrentDbEventStore on a real server',
    async () => new ServerHarness(url),
  );
}
