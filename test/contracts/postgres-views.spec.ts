import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { instantOf } from '@ledger/kernel';
import {
  BuildMoved,
  defineTable,
  RowChanges,
  RowRefused,
  ViewsShapeUnknown,
  ViewsUnavailable,
  type Build,
  type BuildRow,
  type Checkpoint,
  type Projection,
} from '@ledger/projections-port';
import {
  checkPostgresViews,
  openPostgresViews,
  PostgresProjectionStore,
} from '@ledger/projections-postgres';
import { sql, type Kysely } from 'kysely';
import type { Client } from 'pg';
import { dropSchema, postgresUrl, uniqueSchema, withClient } from '../postgres.js';

type WordRow = { readonly word: string; readonly count: number; readonly note: string | null };

const WORDS = defineTable<WordRow>(
  'words',
  { word: 'text', count: 'integer', note: 'text?' },
  { primaryKey: ['word'], indexes: { words_by_count: ['count', 'word'] } },
);
const projection: Projection = {
  name: 'words',
  version: 1,
  tables: [WORDS],
  project: () => undefined,
};

interface Tables {
  readonly words: WordRow;
  readonly projection_builds: BuildRow;
}

let url: string;
let schema: string;
let store: PostgresProjectionStore;
let views: Kysely<Tables>;

beforeAll(async () => {
  url = await postgresUrl();
}, 60_000);

beforeEach(() => {
  schema = uniqueSchema();
  store = PostgresProjectionStore.open({ url, schema });
  views = openPostgresViews<Tables>({ url, schema });
});

afterEach(async () => {
  await store.close();
  await views.destroy();
  await dropSchema(url, schema);
});

const at = (position: number): Checkpoint => ({
  position,
  eventId: `event-${position}`,
  recordedAt: instantOf(position),
});

const word = (text: string, count = 1, note: string | null = null): WordRow => {
  return { word: text, count, note };
};

function keep(...rows: readonly WordRow[]): RowChanges {
  const changes = new RowChanges();
  for (const row of rows) changes.keep(WORDS, row);
  return changes;
}

async function finished(...batches: readonly RowChanges[]): Promise<Build> {
  let build = await store.open(projection);
  for (const changes of batches) {
    build = await store.apply(build, changes, at(build.checkpoint.position + 1));
  }
  return store.finish(build);
}

const asked = (text: string) => withClient(url, (client: Client) => client.query(text));

describe('A build that is loaded in bulk', () => {
  it('has of each key the row that came first, also across commits and processes', async () => {
    let build = await store.open(projection);
    build = await store.apply(build, keep(word('a', 1), word('b', 1), word('a', 2)), at(1));
    build = await store.apply(build, keep(word('b', 2), word('c', 2)), at(2));
    const next = PostgresProjectionStore.open({ url, schema });
    build = await next.open(projection);
    build = await next.apply(build, keep(word('c', 3), word('a', 3), word('d', 3)), at(3));
    await next.finish(build);
    await next.close();

    expect(await views.selectFrom('words').selectAll().orderBy('word').execute()).toEqual([
      word('a', 1),
      word('b', 1),
      word('c', 2),
      word('d', 3),
    ]);
  });

  it('takes replacements and removals of what came in bulk, and goes on', async () => {
    const changes = keep(word('d', 2), word('b', 2));
    changes.put(WORDS, word('a', 2));
    changes.remove(WORDS, { word: 'c' });
    await finished(
      keep(word('a'), word('b'), word('a', 9)),
      keep(word('c')),
      changes,
      keep(word('c', 4), word('d', 4)),
    );

    expect(await views.selectFrom('words').selectAll().orderBy('word').execute()).toEqual([
      word('a', 2),
      word('b', 1),
      word('c', 4),
      word('d', 2),
    ]);
  });

  it('keeps nothing of a batch with a row that does not fit, and goes on', async () => {
    const misfits = [
      { word: 'x', count: 1.5, note: null },
      { word: 'x', count: 2 ** 60, note: null },
      { word: 'x', count: 'many', note: null },
      { word: 1, count: 1, note: null },
      { word: 'x', note: null },
      { word: 'no text has it: \0', count: 1, note: null },
    ];
    let build = await store.open(projection);
    for (const misfit of misfits) {
      const many = Array.from({ length: 5_000 }, (_, i) => word(`word-${i}`));
      const changes = keep(...many, misfit as WordRow, ...many);
      await expect(store.apply(build, changes, at(1))).rejects.toBeInstanceOf(RowRefused);
    }
    build = await store.apply(build, keep(word('fits')), at(1));
    await store.finish(build);

    const rows = await views.selectFrom('words').select('word').execute();
    expect(rows).toEqual([{ word: 'fits' }]);
  });

  it('takes a known row for moved when another process has finished the build', async () => {
    const build = await store.apply(await store.open(projection), keep(word('a')), at(1));
    const rival = PostgresProjectionStore.open({ url, schema });
    await rival.finish(await rival.open(projection));
    await rival.close();
    // Its checkpoint is where it was: only its tables have keys now.
    const changes = keep(word('a', 2), word('b'));
    await expect(store.apply(build, changes, at(2))).rejects.toBeInstanceOf(BuildMoved);
    await store.apply(await store.reopen(build), changes, at(2));

    expect(await views.selectFrom('words').selectAll().orderBy('word').execute()).toEqual([
      word('a', 1),
      word('b'),
    ]);
  });

  it('leaves no trace of how it was loaded', async () => {
    await finished(keep(word('a')));
    const { rows } = await asked(
      'SELECT relname, relkind::text, reloptions FROM pg_class ' +
        `WHERE relnamespace = '"${schema}"'::regnamespace AND relname LIKE 'words%' ORDER BY 1`,
    );

    expect(rows).toEqual([
      { relname: 'words', relkind: 'v', reloptions: null },
      { relname: 'words_by_count_g1', relkind: 'i', reloptions: null },
      { relname: 'words_g1', relkind: 'r', reloptions: null },
      { relname: 'words_g1_pkey', relkind: 'i', reloptions: null },
    ]);
  });
});

describe('A build that is live', () => {
  it('keeps, puts and takes away any text exactly', async () => {
    const texts = [
      '',
      'NULL',
      'null',
      '"',
      '\\',
      '\\"',
      '{a,b}',
      "it's",
      ' a ',
      'a\nb\tc',
      'é\u{1F9FE}',
    ];
    let build = await finished();
    build = await store.apply(build, keep(...texts.map((text) => word(text, 1, text))), at(1));
    const changes = new RowChanges();
    for (const text of texts) changes.put(WORDS, word(text, 2, `${text} again`));
    build = await store.apply(build, changes, at(2));
    const all = () => views.selectFrom('words').selectAll().execute();
    expect(new Set(await all())).toEqual(
      new Set(texts.map((text) => word(text, 2, `${text} again`))),
    );

    const removals = new RowChanges();
    for (const text of texts.slice(1)) removals.remove(WORDS, { word: text });
    await store.apply(build, removals, at(3));
    expect(await all()).toEqual([word('', 2, ' again')]);
  });
});

describe('A build that was replaced while somebody read it', () => {
  it('is dropped by the next writer once nobody reads it', async () => {
    await finished(keep(word('old')));
    const snapshot = await store.snapshot(projection);
    await store.finish(await store.begin(projection));
    const states = () =>
      views.selectFrom('projection_builds').select('state').orderBy('generation').execute();
    expect(await states()).toEqual([{ state: 'retired' }, { state: 'active' }]);

    await snapshot.close();
    await store.open(projection);
    expect(await states()).toEqual([{ state: 'active' }]);
  });
});

describe('Reading views', () => {
  it('gives whole numbers as numbers, also those that are counted', async () => {
    await finished(keep(word('a', Number.MAX_SAFE_INTEGER), word('b', -7)));
    const rows = await sql<{ many: number; sum: number; most: number }>`
      select count(*) as many, sum(count) as sum, max(count) as most from words
      where count < 0 or word = 'b'`.execute(views);

    expect(rows.rows).toEqual([{ many: 1, sum: -7, most: -7 }]);
    expect(await views.selectFrom('words').select('count').orderBy('count').execute()).toEqual([
      { count: -7 },
      { count: Number.MAX_SAFE_INTEGER },
    ]);
  });

  it('refuses a number that JavaScript cannot count', async () => {
    await finished();
    const asking = sql`select ${sql.lit(2 ** 52)}::bigint * 1024 as large`.execute(views);

    await expect(asking).rejects.toThrow('4611686018427387904');
    expect(await views.selectFrom('words').selectAll().execute()).toEqual([]);
  });

  it('orders and compares text by its bytes, whatever the language of the database', async () => {
    const texts = ['a', 'B', 'a-b', 'ab', 'é', 'z', '~', '\u{FFFD}', '\u{1F9FE}'];
    await finished(keep(...texts.map((text) => word(text))));
    const sorted = [...texts].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    const after = async (place: string) => {
      const rows = await views
        .selectFrom('words')
        .select('word')
        .where('word', '>', sql<string>`cast(${place} as text)`)
        .orderBy('word')
        .execute();
      return rows.map((row) => row.word);
    };

    expect(await after('')).toEqual(sorted);
    for (const [i, text] of sorted.entries()) {
      expect(await after(text)).toEqual(sorted.slice(i + 1));
    }
  });

  it('may be asked about a text that PostgreSQL cannot hold', async () => {
    await finished(keep(word('a'), word('a b')));
    const words = async (operator: '=' | '>=') => {
      const rows = views.selectFrom('words').select('word').where('word', operator, 'a\0');
      return (await rows.execute()).map((row) => row.word);
    };

    expect(await words('=')).toEqual([]);
    expect(await words('>=')).toEqual(['a b']);
  });

  it('goes on through a switch to another version, on the same connections', async () => {
    await finished(keep(word('a')));
    const one = openPostgresViews<Tables>({ url, schema, connectionsMax: 1 });
    const read = () => one.selectFrom('words').selectAll().execute();
    for (let i = 0; i < 7; i += 1) expect(await read()).toEqual([word('a')]);
    const wider = defineTable<WordRow & { more: string }>(
      'words',
      { word: 'text', count: 'integer', note: 'text?', more: 'text' },
      { primaryKey: ['word'] },
    );
    const next = { ...projection, version: 2, tables: [wider] };
    const changes = new RowChanges();
    changes.keep(wider, { ...word('b'), more: 'is more' });
    await store.finish(await store.apply(await store.open(next), changes, at(1)));

    // A statement prepared for the other shape may fail once, on each connection.
    await read().catch((error: unknown) => expect(error).toBeInstanceOf(ViewsUnavailable));
    expect(await read()).toEqual([{ ...word('b'), more: 'is more' }]);
    await one.destroy();
  });

  it('says that views are unavailable where nobody listens, and why', async () => {
    const nowhere = { url: 'postgresql://nobody@127.0.0.1:1/nothing', schema };
    const lost = openPostgresViews<Tables>(nowhere);

    await expect(lost.selectFrom('words').selectAll().execute()).rejects.toThrow(
      /^The views are unavailable: .*ECONNREFUSED/,
    );
    await expect(checkPostgresViews(nowhere)).rejects.toBeInstanceOf(ViewsUnavailable);
    await lost.destroy();
  });

  it('gives up on an answer that does not come, and on its connection alone', async () => {
    await finished(keep(word('a')));
    const hasty = openPostgresViews<Tables>({ url, schema, answerWithinMs: 200 });
    await expect(sql`select pg_sleep(5)`.execute(hasty)).rejects.toBeInstanceOf(
      ViewsUnavailable,
    );

    expect(await hasty.selectFrom('words').selectAll().execute()).toEqual([word('a')]);
    await hasty.destroy();
  });
});

describe('A schema that holds something else', () => {
  /** The schema is refused by every caller, for a reason, and left unchanged. */
  async function expectRefusal(reason: string | RegExp): Promise<void> {
    const calls = [
      () => store.open(projection),
      () => store.snapshot(projection),
      () => views.selectFrom('words').selectAll().execute(),
      () => checkPostgresViews({ url, schema }),
    ];
    for (const call of calls) {
      const refusal: unknown = await Promise.resolve(call()).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(ViewsShapeUnknown);
      expect((refusal as Error).message).toMatch(reason);
    }
  }

  it('of somebody else is refused and left alone', async () => {
    await asked(`CREATE SCHEMA "${schema}" CREATE TABLE theirs (id integer)`);
    await expectRefusal('there is something else in it');

    const { rows } = await asked(
      `SELECT tablename FROM pg_tables WHERE schemaname = '${schema}'`,
    );
    expect(rows).toEqual([{ tablename: 'theirs' }]);
  });

  it('of a table that has our name and not our mark is refused', async () => {
    await asked(`CREATE SCHEMA "${schema}" CREATE TABLE projection_builds (id integer)`);
    await expectRefusal('there is something else in it');
  });

  it('of another version of ours is refused', async () => {
    await checkPostgresViews({ url, schema });
    const mark = 'performance-ledger views, shape 99';
    await asked(`COMMENT ON TABLE "${schema}".projection_builds IS '${mark}'`);
    await expectRefusal(mark);
  });

  it('of ours with another column is refused', async () => {
    await checkPostgresViews({ url, schema });
    await asked(`ALTER TABLE "${schema}".projection_builds ADD COLUMN more text`);
    await expectRefusal(/projection_builds has the columns .*fault text C, more text/);
  });

  it('is found out also by the tables of a build', async () => {
    await finished(keep(word('a')));
    await asked(`ALTER TABLE "${schema}".words_g1 ADD COLUMN more text`);
    await expect(store.open(projection)).rejects.toThrow(
      /words_g1 has the columns .*more text/,
    );

    await asked(`DROP TABLE "${schema}".words_g1 CASCADE`);
    await expect(store.open(projection)).rejects.toThrow(/words_g1 .* no table/);
  });

  it('is found out by the encoding of its database', async () => {
    const database = schema;
    await asked(
      `CREATE DATABASE ${database} ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C' ` +
        'TEMPLATE template0',
    );
    const elsewhere = new URL(url);
    elsewhere.pathname = `/${database}`;
    try {
      await expect(checkPostgresViews({ url: elsewhere.href })).rejects.toThrow('SQL_ASCII');
    } finally {
      await asked(`DROP DATABASE ${database} WITH (FORCE)`);
    }
  });
});

describe('A schema that is not there yet', () => {
  it('is created by the first to connect, also when several connect at once', async () => {
    const many = Array.from({ length: 8 }, () => checkPostgresViews({ url, schema }));

    await expect(Promise.all(many)).resolves.toHaveLength(8);
    expect(await store.open(projection)).toMatchObject({ state: 'building' });
  });

  it('may have any name', async () => {
    const odd = `${schema.slice(0, 20)} "O'Neil" $1 \\`;
    const oddViews = openPostgresViews<Tables>({ url, schema: odd });
    const oddStore = PostgresProjectionStore.open({ url, schema: odd });
    await oddStore.finish(await oddStore.open(projection));

    expect(await oddViews.selectFrom('words').selectAll().execute()).toEqual([]);
    await oddStore.close();
    await oddViews.destroy();
    await asked(`DROP SCHEMA "${odd.replaceAll('"', '""')}" CASCADE`);
  });

  it('may have been made empty, for somebody who may not make schemas', async () => {
    await asked(`CREATE SCHEMA "${schema}"`);

    await expect(checkPostgresViews({ url, schema })).resolves.toBeUndefined();
  });
});
