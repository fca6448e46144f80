import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { defineTable, RowChanges, type Projection } from '@ledger/projections-port';
import {
  openSqliteViews,
  SqliteProjectionStore,
  ViewsFileDamaged,
} from '@ledger/projections-sqlite';
import { instantOf } from '@ledger/kernel';
import Database from 'better-sqlite3';
import { sql } from 'kysely';

type WordRow = { readonly word: string };

const WORDS = defineTable<WordRow>('words', { word: 'text' }, { primaryKey: ['word'] });
const projection: Projection = {
  name: 'words',
  version: 1,
  tables: [WORDS],
  project: () => undefined,
};

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'views-file-'));
  file = join(folder, 'views.sqlite');
});

afterEach(() => rm(folder, { recursive: true }));

async function build(...words: readonly string[]): Promise<void> {
  const store = SqliteProjectionStore.open({ file });
  const changes = new RowChanges();
  for (const word of words) changes.keep(WORDS, { word });
  const upTo = { position: 1, eventId: 'event-1', recordedAt: instantOf(1) };
  await store.finish(await store.apply(await store.begin(projection), changes, upTo));
  await store.close();
}

describe('The file of views', () => {
  it('is left as it is if it is something else', async () => {
    await writeFile(file, 'a letter to the commissioner, of more than sixteen bytes');
    expect(() => SqliteProjectionStore.open({ file })).toThrow(
      expect.objectContaining({ code: 'views-shape-unknown' }),
    );

    await rm(file);
    const other = new Database(file);
    other.exec('CREATE TABLE letters (body TEXT)');
    other.close();
    expect(() => SqliteProjectionStore.open({ file })).toThrow(
      expect.objectContaining({ code: 'views-shape-unknown' }),
    );
    expect(() => openSqliteViews({ file })).toThrow(
      expect.objectContaining({ code: 'views-shape-unknown' }),
    );
  });

  it('that cannot be opened is an outage', () => {
    expect(() => SqliteProjectionStore.open({ file: join(folder, 'no', 'folder') })).toThrow(
      expect.objectContaining({ code: 'views-unavailable' }),
    );
  });

  it('is waited for no longer than configured while another process writes', async () => {
    await build('one');
    const rival = new Database(file);
    rival.exec('BEGIN IMMEDIATE');
    const store = SqliteProjectionStore.open({ file, busyTimeoutMs: 0 });
    await expect(store.begin(projection)).rejects.toMatchObject({ code: 'views-unavailable' });

    rival.exec('ROLLBACK');
    rival.close();
    await expect(store.begin(projection)).resolves.toMatchObject({ state: 'building' });
    await store.close();
  });

  it('is cleared of what an interrupted switch left behind', async () => {
    await build('old');
    const rival = new Database(file);
    rival.exec(`CREATE TABLE words_g99 (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID`);
    rival.exec(
      `INSERT INTO projection_builds VALUES ('words', 99, 1, 'retired', 1, 'x', '', NULL)`,
    );
    const store = SqliteProjectionStore.open({ file });
    await store.open(projection);
    await store.close();

    const tables = rival
      .prepare(`SELECT name FROM sqlite_schema WHERE name GLOB 'words_g*' AND type = 'table'`)
      .pluck()
      .all();
    rival.close();
    expect(tables).toEqual(['words_g1']);
  });
});

describe('Readers of the file', () => {
  it('see a switch at once, with the statements they have', async () => {
    await build('old');
    const views = openSqliteViews<{ words: WordRow }>({ file });
    const words = () => views.selectFrom('words').select('word').orderBy('word').execute();
    expect(await words()).toEqual([{ word: 'old' }]);

    await build('new', 'newer');
    expect(await words()).toEqual([{ word: 'new' }, { word: 'newer' }]);
    await views.destroy();
  });

  it('cannot write, and get what fails as an outage', async () => {
    await build('one');
    const views = openSqliteViews<{ words: WordRow }>({ file });

    await expect(sql`delete from words_g1`.execute(views)).rejects.toMatchObject({
      code: 'views-unavailable',
    });
    await expect(
      views
        .selectFrom('nothing' as 'words')
        .selectAll()
        .execute(),
    ).rejects.toMatchObject({ code: 'views-unavailable' });
    await views.destroy();
  });

  it('can walk through rows', async () => {
    await build(...Array.from({ length: 100 }, (_, i) => `word-${i}`));
    const views = openSqliteViews<{ words: WordRow }>({ file });
    const seen = [];
    for await (const { word } of views.selectFrom('words').select('word').stream()) {
      seen.push(word);
    }
    expect(seen).toHaveLength(100);
    await views.destroy();
  });

  it('keep no more statements than there is use for', async () => {
    await build('one');
    const views = openSqliteViews<{ words: WordRow }>({ file });
    for (let i = 0; i < 600; i += 1) {
      expect((await sql`select ${sql.lit(i)} as n`.execute(views)).rows).toEqual([{ n: i }]);
    }
    await views.destroy();
  });
});

describe('A build anew', () => {
  const damages = {
    'a table was dropped': 'DROP TABLE words_g1',
    'a view was dropped': 'DROP VIEW words',
    'a table stands in the place of a view': 'DROP VIEW words; CREATE TABLE words (x)',
    'another view stands there': 'DROP VIEW words; CREATE VIEW words AS SELECT 1',
    'a table has another shape': 'DROP TABLE words_g1; CREATE TABLE words_g1 (x)',
    'a trigger keeps rows out':
      "CREATE TRIGGER t BEFORE INSERT ON words_g1 BEGIN SELECT RAISE(ABORT, 'no'); END",
    'builds are forgotten': 'DELETE FROM projection_builds',
    'two builds are active':
      "INSERT INTO projection_builds SELECT projection, 7, version, state, position, 'x', '', " +
      'NULL FROM projection_builds',
    'a build retired': "UPDATE projection_builds SET state = 'retired'",
    'the last number was put back': 'UPDATE projection_generations SET last = 0',
  };

  it.each(Object.entries(damages))('takes the place of views when %s', async (_, damage) => {
    await build('old');
    const rival = new Database(file);
    rival.exec(damage);
    await build('new');

    expect(rival.prepare('SELECT word FROM words').pluck().all()).toEqual(['new']);
    const tables = rival
      .prepare(`SELECT name FROM sqlite_schema WHERE name GLOB 'words_g*' AND type = 'table'`)
      .pluck()
      .all();
    expect(tables).toHaveLength(1);
    rival.close();
    const store = SqliteProjectionStore.open({ file });
    expect(await store.open(projection)).toMatchObject({ state: 'active' });
    await store.close();
  });
});

describe('A file of views without its table of builds', () => {
  it.each([
    ['is gone', 'DROP TABLE projection_builds'],
    ['lost a column', 'ALTER TABLE projection_builds DROP COLUMN fault'],
    ['has a trigger', 'CREATE TRIGGER t AFTER UPDATE ON projection_builds BEGIN SELECT 1; END'],
    ['has no last number', 'DELETE FROM projection_generations'],
  ])('as it was, where it %s, is called damaged', async (_, damage) => {
    await build('old');
    const rival = new Database(file);
    rival.exec(damage);
    rival.close();
    const opening = () => SqliteProjectionStore.open({ file });
    expect(opening).toThrow(ViewsFileDamaged);
    expect(opening).toThrow('run `ledger rebuild`');
  });
});
