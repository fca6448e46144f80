import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  rebuildProjections,
  verifyProjections,
  type Build,
  type Checkpoint,
  type RowChanges,
  type SqlValue,
  type Table,
} from '@ledger/projections-port';
import { SqliteProjectionStore } from '@ledger/projections-sqlite';
import { alteredStore } from './altered-store.js';
import {
  inTime,
  ProjectionBench,
  SEEN,
  seen,
  TYPES,
  types,
  until,
} from './projection-bench.js';

let bench: ProjectionBench;

beforeEach(async () => {
  bench = await ProjectionBench.set();
});

afterEach(() => bench.clear());

describe('Rebuilding', () => {
  const rebuild = ({ eventStore, store } = bench) =>
    rebuildProjections({ eventStore, store, projections: [seen, types], batchEventsMax: 2 });

  it('gives the same rows, and a runner that was at work goes on with them', async () => {
    const runner = bench.start(seen, types);
    await runner.reached(await bench.append('A', 'B', 'C'), inTime());
    expect(await rebuild()).toBe(3);
    expect(bench.rowsOf(SEEN)).toEqual([1, 2, 3]);

    await runner.reached(await bench.append('D'), inTime());
    expect(bench.rowsOf(SEEN)).toEqual([1, 2, 3, 4]);
  });

  it('has what is recorded meanwhile, before and behind the switch', async () => {
    await bench.append('A', 'B', 'C');
    const { eventStore, store } = bench;
    const added: Promise<number>[] = [];
    const late = alteredStore(store, {
      index: async (build: Build) => {
        await bench.append('during the indexes');
        return store.index(build);
      },
      finish: async (build: Build) => {
        const finished = await store.finish(build);
        await bench.append('behind the switch');
        return finished;
      },
    });
    const upTo = await rebuildProjections({
      eventStore,
      store: late,
      projections: [seen],
      batchEventsMax: 2,
      onProgress: () => added.length === 0 && added.push(bench.append('while it reads')),
    });

    expect(upTo).toBe(6);
    expect(bench.rowsOf(SEEN)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('goes on where a runner has taken up the same build before it', async () => {
    await bench.append('A', 'B', 'C');
    const { eventStore, store } = bench;
    const rival = { isAtWork: false };
    await rebuildProjections({
      eventStore,
      store: alteredStore(store, {
        apply: async (build: Build, changes: RowChanges, upTo: Checkpoint) => {
          if (!rival.isAtWork) {
            rival.isAtWork = true;
            await store.apply(build, changes, upTo);
          }
          return store.apply(build, changes, upTo);
        },
      }),
      projections: [seen],
    });

    expect(bench.rowsOf(SEEN)).toEqual([1, 2, 3]);
  });

  it('wakes a runner at rest, though nothing is recorded any more', async () => {
    const runner = bench.start(seen);
    await runner.reached(await bench.append('A', 'B'), inTime());
    await bench.store.finish(await bench.store.begin(seen));
    expect(bench.rowsOf(SEEN)).toEqual([]);

    await untilRows(SEEN, [1, 2]);
    expect(runner.statuses).toMatchObject([{ state: 'live', position: 2 }]);
  });

  it('that meets an event it cannot take leaves readers what they see', async () => {
    await bench.start(types).reached(await bench.append('A'), inTime());
    await bench.stopAll();
    await bench.append('Poison');

    await expect(rebuild()).rejects.toMatchObject({ code: 'projection-stopped' });
    expect(bench.rowsOf(TYPES)).toEqual(['A']);
  });

  it('reports its progress', async () => {
    await bench.append('A', 'B', 'C');
    const reported: (readonly number[])[] = [];
    const { eventStore, store } = bench;
    await rebuildProjections({
      eventStore,
      store,
      projections: [seen],
      batchEventsMax: 2,
      onProgress: (position, upTo) => reported.push([position, upTo]),
    });

    expect(reported).toEqual([
      [2, 3],
      [3, 3],
    ]);
  });
});

/** Waits until readers see these rows. */
async function untilRows(table: Table, rows: readonly SqlValue[]): Promise<void> {
  for (const signal = inTime(); !signal.aborted;) {
    if (JSON.stringify(bench.rowsOf(table)) === JSON.stringify(rows)) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(bench.rowsOf(table)).toEqual(rows);
}

describe('Views of another log', () => {
  it('are not written to: the projection stops and says why', async () => {
    await bench.start(seen).reached(await bench.append('A', 'B'), inTime());
    await bench.stopAll();
    bench.replaceRecord();
    await bench.append('A');
    const runner = bench.start(seen);

    expect(await until(runner, 'seen', 'stopped')).toMatchObject({
      position: 2,
      fault: { error: expect.stringContaining('ViewsOfAnotherLog') },
    });
    expect(bench.rowsOf(SEEN)).toEqual([1, 2]);
  });

  it('are kept up again once they are rebuilt, by the same runner', async () => {
    await bench.start(seen).reached(await bench.append('A', 'B'), inTime());
    await bench.stopAll();
    bench.replaceRecord();
    await bench.append('A');
    const runner = bench.start(seen);
    await until(runner, 'seen', 'stopped');
    const { eventStore, store } = bench;
    await rebuildProjections({ eventStore, store, projections: [seen] });

    await until(runner, 'seen', 'live');
    await runner.reached(await bench.append('B', 'C'), inTime());
    expect(bench.rowsOf(SEEN)).toEqual([1, 2, 3]);
  });
});

describe('Verifying views', () => {
  const RECORDED = ['A', 'B', 'C', 'Conspicuous'];

  async function verify(onProgress: () => void = () => undefined) {
    const { folder, eventStore, store } = bench;
    const scratch = SqliteProjectionStore.open({ file: join(folder, 'scratch.sqlite') });
    try {
      const projections = [seen, types];
      const waitMs = 200;
      return await verifyProjections({
        eventStore,
        store,
        scratch,
        projections,
        onProgress,
        waitMs,
      });
    } finally {
      await scratch.close();
    }
  }

  const tamper = (statement: string) =>
    bench.read((connection) => connection.prepare(statement).run());

  const stored = (table: Table) =>
    bench.read((connection) =>
      connection
        .prepare<[string], string>(
          `SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB ?`,
        )
        .pluck()
        .get(`${table.name}_g*`),
    );

  beforeEach(async () => {
    await bench.start(seen, types).reached(await bench.append(...RECORDED), inTime());
  });

  it('finds nothing where nothing is wrong', async () => {
    const whole = { position: 4, rows: 4, differing: 0, differences: [] };
    expect(await verify()).toEqual({
      head: 4,
      tables: [
        { projection: 'seen', table: 'seen_events', ...whole },
        { projection: 'types', table: 'seen_types', ...whole },
      ],
      damages: [],
    });
  });

  it('names the row that was altered, and the column', async () => {
    tamper(`UPDATE ${stored(SEEN)} SET type = 'a' WHERE position = 2`);

    expect((await verify()).tables[0]).toMatchObject({
      differing: 1,
      differences: [{ kind: 'altered', key: [2], columns: ['type'] }],
    });
  });

  it('names rows that were taken away or added', async () => {
    tamper(`DELETE FROM ${stored(SEEN)} WHERE position = 1`);
    tamper(`INSERT INTO ${stored(TYPES)} VALUES ('B2')`);

    const { tables } = await verify();
    expect(tables[0]).toMatchObject({ differences: [{ kind: 'missing', key: [1] }] });
    expect(tables[1]).toMatchObject({ differences: [{ kind: 'surplus', key: ['B2'] }] });
  });

  it('names the row of which a byte was flipped in the file, and the index it belies', async () => {
    await bench.stopAll();
    bench.read((connection) => connection.pragma('wal_checkpoint(TRUNCATE)'));
    const bytes = await readFile(bench.file);
    bytes.writeUInt8(0x44, bytes.indexOf('Conspicuous'));
    await writeFile(bench.file, bytes);

    const { tables, damages } = await verify();
    expect(tables[0]).toMatchObject({ differences: [{ key: [4], columns: ['type'] }] });
    expect(damages).not.toEqual([]);
  });

  it('says where the log ends that the views end before', async () => {
    await bench.stopAll();
    await bench.append('D', 'E');

    expect(await verify()).toMatchObject({
      head: 6,
      tables: [{ position: 4 }, { position: 4 }],
    });
  });

  it('compares at one position, whatever comes in meanwhile', async () => {
    const runner = bench.start(seen, types);
    let isMoved = Promise.resolve();
    const { tables } = await verify(() => {
      isMoved = bench.append('D').then((position) => runner.reached(position, inTime()));
    });
    await isMoved;

    expect(tables).toMatchObject([
      { position: 4, rows: 4, differing: 0 },
      { position: 4, rows: 4, differing: 0 },
    ]);
    expect(bench.rowsOf(SEEN)).toHaveLength(5);
  });
});
