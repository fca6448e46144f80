import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { NO_STREAM } from '@ledger/event-store-port';
import { eventTableOf, SqliteEventStore } from '@ledger/event-store-sqlite';
import {
  defineTable,
  RowChanges,
  type Projection,
  type SqlValue,
} from '@ledger/projections-port';
import {
  openSqliteViews,
  sqliteSnapshots,
  SqliteProjectionStore,
} from '@ledger/projections-sqlite';
import { derivedId, encodeRecord, instantOf } from '@ledger/kernel';
import Database from 'better-sqlite3';
import { sql } from 'kysely';

type EventRow = { readonly position: number; readonly kind: string; readonly body: string };
type Views = { readonly events_seen: EventRow };

const EVENTS = defineTable<EventRow>(
  'events_seen',
  { position: 'integer', kind: 'label', body: 'text' },
  { primaryKey: ['position'], indexes: { events_by_kind: ['kind'] }, eventColumn: 'body' },
);
const projection: Projection = {
  name: 'seen',
  version: 1,
  tables: [EVENTS],
  project: () => undefined,
};

let folder: string;
let file: string;
let logFile: string;
/** The stored bytes by position. */
let stored: ReadonlyMap<number, string>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'views-beside-log-'));
  file = join(folder, 'views.db');
  logFile = join(folder, 'ledger.db');
  stored = await appendTo(logFile, ['one', 'two', 'three']);
});

afterEach(() => rm(folder, { recursive: true }));

async function appendTo(log: string, texts: readonly string[]): Promise<Map<number, string>> {
  const store = SqliteEventStore.open({ file: log });
  for (const text of texts) {
    const id = derivedId(text);
    const body = encodeRecord({
      ...{ id, stream: text, revision: 0, type: 'Said', data: { text } },
      ...{ schemaVersion: 1, recordedAt: instantOf(1), actor: 'a', correlationId: 'a' },
      causationId: 'a',
    });
    await store.append(text, NO_STREAM, [{ id, type: 'Said', body }]);
  }
  const events = await store.readAll(0, texts.length);
  await store.close();
  return new Map(events.map(({ position, body }) => [position, body]));
}

async function build(options: { readonly log?: ReturnType<typeof log> } = {}): Promise<void> {
  const store = SqliteProjectionStore.open({ file, ...options });
  const changes = new RowChanges();
  for (const [position, body] of stored) changes.keep(EVENTS, { position, kind: 'Said', body });
  const upTo = { position: 3, eventId: 'event-3', recordedAt: instantOf(1) };
  await store.finish(await store.apply(await store.begin(projection), changes, upTo));
  await store.close();
}

const log = () => eventTableOf(logFile);

async function bodiesRead(options: { readonly log?: ReturnType<typeof log> }) {
  const views = openSqliteViews<Views>({ file, ...options, tables: [EVENTS] });
  try {
    return await views
      .selectFrom('events_seen')
      .select(['position', 'body'])
      .where('kind', '=', 'Said')
      .orderBy('position')
      .execute();
  } finally {
    await views.destroy();
  }
}

const expected = () => [...stored].map(([position, body]) => ({ position, body }));

describe('Views beside a log in a file', () => {
  it('keep no copy of the stored bytes, and give them from the log', async () => {
    await build({ log: log() });

    expect(await bodiesRead({ log: log() })).toEqual(expected());
    const rows = new Database(file).prepare('SELECT * FROM events_seen').all();
    expect(rows).toEqual([...stored.keys()].map((position) => ({ position, kind: 'Said' })));
  });

  it('cannot be read without it: that is an outage and no empty answer', async () => {
    await build({ log: log() });

    await expect(bodiesRead({})).rejects.toMatchObject({ code: 'views-unavailable' });
  });

  it('are read from the log too where they were built with a copy', async () => {
    await build();

    expect(await bodiesRead({})).toEqual(expected());
    expect(await bodiesRead({ log: log() })).toEqual(expected());
  });

  it('give whole rows to be compared, and leave the log to its own checks', async () => {
    await build({ log: log() });
    const snapshot = await sqliteSnapshots({ file, log: log() }).snapshot(projection);
    const rows: (readonly SqlValue[])[] = [];
    for await (const batch of snapshot.rows(EVENTS)) rows.push(...batch);

    expect(rows).toEqual([...stored].map(([position, body]) => [position, 'Said', body]));
    expect(await snapshot.damages()).toEqual([]);
    await snapshot.close();
  });

  it('read no event to count rows', async () => {
    await build({ log: log() });
    const views = openSqliteViews<Views>({ file, log: log(), tables: [EVENTS] });
    const counted = views
      .selectFrom('events_seen')
      .select(({ fn }) => ['kind', fn.countAll<number>().as('count')])
      .groupBy('kind');
    const { rows: plan } = await sql
      .raw<{ readonly detail: string }>(`EXPLAIN QUERY PLAN ${counted.compile().sql}`)
      .execute(views);

    expect(await counted.execute()).toEqual([{ kind: 'Said', count: 3 }]);
    expect(plan.map(({ detail }) => detail).join()).toContain('row');
    expect(plan.map(({ detail }) => detail).join()).not.toContain('event');
    await views.destroy();
  });
});

describe('Labels', () => {
  it('are kept by the commit after one that was rolled back', async () => {
    let failures = 1;
    const store = SqliteProjectionStore.open({
      file,
      commit: (commit) => {
        if (failures-- > 0) throw new Database.SqliteError('a planned fault', 'SQLITE_IOERR');
        commit();
      },
    });
    const changes = new RowChanges();
    changes.keep(EVENTS, { position: 1, kind: 'Said', body: '{}' });
    const upTo = { position: 1, eventId: 'event-1', recordedAt: instantOf(1) };
    const begun = await store.begin(projection);
    await expect(store.apply(begun, changes, upTo)).rejects.toMatchObject({
      code: 'views-unavailable',
    });
    await store.finish(await store.apply(begun, changes, upTo));
    await store.close();

    expect(await bodiesRead({})).toEqual([{ position: 1, body: '{}' }]);
  });
});
