import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  FIGURE_PROJECTIONS,
  rebuildViews,
  viewsRunner,
  type ViewsRunner,
  type ViewTables,
} from '@ledger/figures-read-models';
import type { ProjectionStatus } from '@ledger/projections-port';
import {
  openPostgresViews,
  PostgresLease,
  PostgresProjectionStore,
} from '@ledger/projections-postgres';
import { withClient } from '../../postgres.js';
import { PostgresScene } from './postgres-scene.js';

const CAUGHT_UP_WITHIN_MS = 30_000;

let scene: PostgresScene;
let projectors: InnerProjector[];

beforeEach(async () => {
  projectors = [];
  scene = await PostgresScene.start();
}, 60_000);

afterEach(async () => {
  await Promise.all(projectors.map((projector) => projector.stop()));
  await scene.end();
}, 30_000);

/** A projector in this process, without a lease. */
class InnerProjector {
  readonly #store = PostgresProjectionStore.open(scene.place);
  readonly #views = openPostgresViews<ViewTables>(scene.place);
  readonly #stopping = new AbortController();
  readonly #runner: ViewsRunner;
  readonly #running: Promise<void>;
  readonly outages: string[] = [];

  constructor() {
    this.#runner = viewsRunner({
      eventStore: scene.eventStore,
      store: this.#store,
      views: this.#views,
      batchEventsMax: 50,
      backOff: () => 20,
      onStatus: (statuses) => this.#listen(statuses),
    });
    this.#running = this.#runner.run(this.#stopping.signal);
    projectors.push(this);
  }

  async caughtUp(): Promise<void> {
    const signal = AbortSignal.timeout(CAUGHT_UP_WITHIN_MS);
    await this.#runner.reached(await scene.eventStore.head(), signal);
    expect(signal.aborted).toBe(false);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    await this.#views.destroy();
    await this.#store.close();
  }

  #listen(statuses: readonly ProjectionStatus[]): void {
    for (const { outage } of statuses) if (outage !== undefined) this.outages.push(outage);
  }
}

/** Breaks every connection of the ledger; the server keeps running. */
async function breakConnections(): Promise<void> {
  await withClient(scene.server.url, (client) => client.query(BREAK));
}

/** Breaks a connection of the ledger that is in the middle of a transaction. */
async function breakTransaction(): Promise<void> {
  await withClient(scene.server.url, async (client) => {
    const giveUpAt = Date.now() + CAUGHT_UP_WITHIN_MS;
    while (Date.now() < giveUpAt) {
      const { rowCount } = await client.query(`${BREAK} AND xact_start IS NOT NULL`);
      if (rowCount !== 0) return;
    }
  });
}

const BREAK =
  'SELECT pg_terminate_backend(pid) FROM pg_stat_activity ' +
  "WHERE application_name = 'performance-ledger'";

async function expectNothingTwiceNorSkipped(): Promise<void> {
  expect((await scene.brokenMoves()).broken).toEqual([]);
  await scene.expectVerified();
}

describe('Connections to PostgreSQL', () => {
  it('that break again and again cost nothing but time', async () => {
    await scene.noteMoves();
    await scene.append(2_000);
    const projector = new InnerProjector();
    await breakTransaction();
    await projector.caughtUp();
    for (let time = 0; time < 20; time += 1) {
      await scene.append(100);
      await (time % 2 === 0 ? breakTransaction() : breakConnections());
    }
    await projector.caughtUp();

    expect(projector.outages.length).toBeGreaterThan(5);
    await expectNothingTwiceNorSkipped();
  }, 90_000);

  it('that break are made anew for readers too', async () => {
    await scene.append(100);
    await new InnerProjector().caughtUp();
    const views = openPostgresViews<ViewTables>(scene.place);
    const read = () => views.selectFrom('figures').select('key').limit(1).execute();
    for (let time = 0; time < 5; time += 1) {
      await Promise.all(Array.from({ length: 5 }, read));
      await breakConnections();
      // The first read may still get a connection that is just breaking.
      await read().catch((error: unknown) =>
        expect(error).toMatchObject({ code: 'views-unavailable' }),
      );
      await sleep(20);
      expect(await read()).toHaveLength(1);
    }
    await views.destroy();
    await scene.expectVerified();
  }, 60_000);
});

describe('A PostgreSQL server', () => {
  it('that crashes and comes back loses no event and doubles none', async () => {
    await scene.noteMoves();
    await scene.append(3_000);
    const projector = new InnerProjector();
    for (let time = 0; time < 4; time += 1) {
      await sleep(150);
      await scene.server.crash();
      await scene.append(100);
      await sleep(100);
      await scene.server.restart();
    }
    await scene.append(100);
    await projector.caughtUp();

    expect(projector.outages.length).toBeGreaterThan(0);
    await expectNothingTwiceNorSkipped();
  }, 90_000);

  it('that is down at the start is waited for, and said to be', async () => {
    await scene.append(100);
    await scene.server.stop();
    const projector = new InnerProjector();
    const lease = new PostgresLease(scene.place);
    const stopping = new AbortController();
    let isHeld = false;
    const leasing = lease.run(stopping.signal, async () => {
      isHeld = true;
      stopping.abort();
    });
    await sleep(500);
    expect(lease.fault).toMatch(/ECONNREFUSED/);
    expect(isHeld).toBe(false);

    await scene.server.restart();
    await projector.caughtUp();
    await leasing;
    expect([isHeld, lease.fault]).toEqual([true, undefined]);
    await scene.expectVerified();
  }, 60_000);

  it('that lost the register of builds has its views built anew', async () => {
    await scene.append(400);
    const projector = new InnerProjector();
    await projector.caughtUp();
    await projector.stop();
    projectors = [];
    await withClient(scene.server.url, (client) =>
      client.query(`DROP TABLE "${scene.place.schema}".projection_builds`),
    );
    await new InnerProjector().caughtUp();
    await scene.expectVerified();
  }, 60_000);

  it('whose files were damaged names the table, and is mended by a rebuild', async () => {
    await scene.append(400);
    const projector = new InnerProjector();
    await projector.caughtUp();
    await projector.stop();
    projectors = [];
    const file = await withClient(scene.server.url, async (client) => {
      const { rows } = await client.query<{ file: string }>(
        "SELECT current_setting('data_directory') || '/' || " +
          `pg_relation_filepath('"${scene.schema}".words_g2') AS file`,
      );
      return rows[0]?.file ?? '';
    });
    await scene.server.stop();
    const pages = await readFile(file);
    pages.writeUInt8(pages.readUInt8(8_000) ^ 1, 8_000);
    await writeFile(file, pages);
    await scene.server.restart();

    const store = PostgresProjectionStore.open(scene.place);
    const snapshot = await store.snapshot(FIGURE_PROJECTIONS[0]!);
    expect(await snapshot.damages()).toEqual([
      expect.stringMatching(/^words_g2: invalid page in block 0/),
    ]);
    await snapshot.close();
    const views = openPostgresViews<ViewTables>(scene.place);
    await rebuildViews({ eventStore: scene.eventStore, store, views });
    await views.destroy();
    await store.close();
    await scene.expectVerified();
  }, 60_000);
});

describe('Two projectors that do not know of each other', () => {
  it('hinder each other and do no harm', async () => {
    await scene.noteMoves();
    await scene.append(500);
    const [one, other] = [new InnerProjector(), new InnerProjector()];
    for (let time = 0; time < 60; time += 1) {
      await scene.append(20);
      await sleep(15);
    }
    await Promise.all([one.caughtUp(), other.caughtUp()]);

    await expectNothingTwiceNorSkipped();
    expect([...one.outages, ...other.outages].join()).toContain('no longer where it was left');
  }, 90_000);
});
