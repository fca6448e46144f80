import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  BuildMoved,
  defineTable,
  ProjectionNotBuilt,
  RowChanges,
  RowRefused,
  START,
  ViewsUnavailable,
  type Build,
  type BuildRow,
  type Checkpoint,
  type Projection,
  type ProjectionStore,
  type SqlValue,
  type Table,
} from '@ledger/projections-port';
import { instantOf } from '@ledger/kernel';

/** What a test of an adapter needs in addition to the store. A new one for every test. */
export interface ProjectionStoreHarness {
  /** Opens the views; after a close, the same views again. */
  open(): Promise<ProjectionStore>;
  /** The rows of the table of builds, as readers see them, oldest first. */
  builds(): Promise<readonly BuildRow[]>;
  /** Rows of a table, by its own name, as readers see them. */
  seen(table: Table): Promise<readonly (readonly SqlValue[])[]>;
  /** Names of everything in the database for a table, of any build. */
  kept(table: Table): Promise<readonly string[]>;
  /** The next commit of applied events fails, and nothing of it is written. */
  failNextCommit(): void;
  /** The next commit of applied events is written, but its answer is lost. */
  loseNextAnswer(): void;
  /** Releases everything, whatever state the test left it in. */
  dispose(): Promise<void>;
}

type WordRow = { readonly word: string; readonly count: number; readonly note: string | null };
type PairRow = { readonly left: string; readonly right: number };

const WORDS = defineTable<WordRow>(
  'test_words',
  { word: 'text', count: 'integer', note: 'label?' },
  { primaryKey: ['word'], indexes: { test_words_by_count: ['count', 'word'] } },
);
const PAIRS = defineTable<PairRow>(
  'test_pairs',
  { left: 'text', right: 'integer' },
  { primaryKey: ['left', 'right'] },
);
const OTHERS = defineTable<{ readonly position: number }>(
  'test_others',
  { position: 'integer' },
  { primaryKey: ['position'] },
);

/** Stores apply given changes: projecting is not their business. */
const project = (): void => undefined;
const projection: Projection = { name: 'words', version: 1, tables: [WORDS, PAIRS], project };
const other: Projection = { name: 'others', version: 1, tables: [OTHERS], project };
const second: Projection = { ...projection, version: 2 };

const at = (position: number): Checkpoint => ({
  position,
  eventId: `event-${position}`,
  recordedAt: instantOf(position),
});

const fault = { position: 2, eventId: 'event-2', type: 'SomethingOdd', error: 'it is odd' };

/** Every promise of the port, checked with one adapter. */
export function describeProjectionStore(
  name: string,
  create: () => Promise<ProjectionStoreHarness>,
): void {
  describe(`${name} as a store of projections`, () => {
    let harness: ProjectionStoreHarness;
    let store: ProjectionStore;

    beforeEach(async () => {
      harness = await create();
      store = await harness.open();
    });

    afterEach(() => harness.dispose());

    async function reopen(): Promise<void> {
      await store.close();
      store = await harness.open();
    }

    const word = (text: string, count = 1, note: string | null = null): WordRow => ({
      word: text,
      count,
      note,
    });

    const keep = (...rows: readonly WordRow[]): RowChanges => {
      const changes = new RowChanges();
      for (const row of rows) changes.keep(WORDS, row);
      return changes;
    };

    const put = (...rows: readonly WordRow[]): RowChanges => {
      const changes = new RowChanges();
      for (const row of rows) changes.put(WORDS, row);
      return changes;
    };

    /** An active build with some words. */
    async function active(...words: readonly string[]): Promise<Build> {
      const build = await store.open(projection);
      const rows = words.map((text) => word(text));
      return store.finish(await store.apply(build, keep(...rows), at(1)));
    }

    const wordsSeen = async () => (await harness.seen(WORDS)).map(([text]) => text);

    describe('Opening', () => {
      it('begins a build where there is none, and goes on with it the next time', async () => {
        const build = await store.open(projection);
        expect(build).toMatchObject({ state: 'building', checkpoint: START, fault: null });

        const moved = await store.apply(build, keep(word('one')), at(1));
        await reopen();
        expect(await store.open(projection)).toEqual(moved);
      });

      it('gives the active build from the last checkpoint', async () => {
        const build = await store.apply(await active('one'), keep(word('two')), at(7));
        await reopen();

        const opened = await store.open(projection);
        expect(opened).toEqual(build);
        expect(opened).toMatchObject({ state: 'active', checkpoint: at(7) });
        expect(await wordsSeen()).toEqual(['one', 'two']);
      });

      it('drops what was being built of another version', async () => {
        await store.apply(await store.open(second), keep(word('one')), at(1));
        const build = await store.open(projection);

        expect(build.checkpoint).toEqual(START);
        expect(await harness.builds()).toMatchObject([{ version: 1, state: 'building' }]);
      });
    });

    describe('Applying', () => {
      it('writes rows and checkpoint', async () => {
        await active('one');

        expect(await harness.seen(WORDS)).toEqual([['one', 1, null]]);
        expect(await harness.builds()).toMatchObject([
          { position: 1, event_id: 'event-1', recorded_at: at(1).recordedAt, fault: null },
        ]);
      });

      it('keeps the first word and puts the last one', async () => {
        const build = await store.finish(await store.open(projection));
        const changes = keep(word('kept', 1), word('kept', 2));
        changes.put(WORDS, word('put', 1, 'a note'));
        changes.put(WORDS, word('put', 2));
        await store.apply(build, changes, at(1));

        expect(await harness.seen(WORDS)).toEqual([
          ['kept', 1, null],
          ['put', 2, null],
        ]);
      });

      it('carries out the changes of a table in their order', async () => {
        const build = await store.finish(await store.open(projection));
        const changes = keep(word('a'), word('b'));
        changes.remove(WORDS, { word: 'a' });
        changes.keep(WORDS, word('a', 2));
        changes.remove(WORDS, { word: 'b' });
        changes.remove(WORDS, { word: 'never there' });
        await store.apply(build, changes, at(1));

        expect(await harness.seen(WORDS)).toEqual([['a', 2, null]]);
      });

      it('finds rows by a primary key of several columns, and by nothing else', async () => {
        const build = await store.finish(await store.open(projection));
        const changes = new RowChanges();
        for (const right of [2, 1, 1]) changes.keep(PAIRS, { left: 'a', right });
        for (const right of [1, 3]) changes.put(PAIRS, { left: 'a', right });
        changes.remove(PAIRS, { left: 'a', right: 2 });
        await store.apply(build, changes, at(1));

        expect(await harness.seen(PAIRS)).toEqual([
          ['a', 1],
          ['a', 3],
        ]);
      });

      it('changes nothing when the same changes come twice', async () => {
        const changes = () => {
          const all = put(word('a', 5));
          all.keep(WORDS, word('b'));
          all.remove(WORDS, { word: 'c' });
          return all;
        };
        const once = await store.apply(await active('a', 'c'), changes(), at(2));
        const after = await harness.seen(WORDS);
        await store.apply(once, changes(), at(3));

        expect(await harness.seen(WORDS)).toEqual(after);
      });

      it('keeps any text and any whole number exactly, and orders text by its bytes', async () => {
        const texts = ['', 'a', 'Z', 'é', '\u{FFFD}', '\u{1F9FE}', 'it\'s "quoted"', 'a\nb'];
        const numbers = [0, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];
        const rows = texts.map((text, i) => word(text, numbers[i % numbers.length], text));
        await store.finish(
          await store.apply(await store.open(projection), keep(...rows), at(1)),
        );

        const sorted = [...rows].sort((a, b) =>
          Buffer.compare(Buffer.from(a.word), Buffer.from(b.word)),
        );
        expect(await harness.seen(WORDS)).toEqual(
          sorted.map((row) => [row.word, row.count, row.note]),
        );
      });

      it('takes many rows at once', async () => {
        const rows = Array.from({ length: 12_000 }, (_, i) => word(`word-${i}`, i));
        await store.finish(
          await store.apply(await store.open(projection), put(...rows), at(12_000)),
        );

        expect(await harness.seen(WORDS)).toHaveLength(12_000);
      });

      it('moves the checkpoint also when there are no rows', async () => {
        await store.apply(await active(), new RowChanges(), at(9));

        expect(await harness.builds()).toMatchObject([{ position: 9 }]);
      });
    });

    describe('A row that its table does not take', () => {
      const refused: readonly (readonly [string, unknown])[] = [
        ['is empty where it must not be', { word: 'x', count: null, note: null }],
        ['lacks a column', { word: 'x', note: null }],
        ['holds text for a number', { word: 'x', count: 'many', note: null }],
        ['holds what no column can', { word: 'x', count: {}, note: null }],
        ['holds a number for a label', { word: 'x', count: 1, note: 5 }],
      ];

      for (const [fits, row] of refused) {
        it(`${fits}: it is refused with everything beside it`, async () => {
          const build = await active('one');
          const changes = put(word('two'), row as WordRow);

          await expect(store.apply(build, changes, at(2))).rejects.toMatchObject({
            code: 'row-refused',
            table: WORDS.name,
          });
          expect(await wordsSeen()).toEqual(['one']);
          expect(await harness.builds()).toMatchObject([{ position: 1 }]);
        });
      }

      it('is refused also where rows that are there would be kept', async () => {
        const build = await active('one');
        const changes = keep({ word: 'two', count: null as never, note: null });

        await expect(store.apply(build, changes, at(2))).rejects.toBeInstanceOf(RowRefused);
      });
    });

    describe('A commit', () => {
      it('that fails leaves neither rows nor checkpoint, and can be tried again', async () => {
        const build = await active('one');
        harness.failNextCommit();
        await expect(store.apply(build, keep(word('two')), at(2))).rejects.toBeInstanceOf(
          ViewsUnavailable,
        );
        expect(await wordsSeen()).toEqual(['one']);
        expect(await harness.builds()).toMatchObject([{ position: 1 }]);

        await store.apply(build, keep(word('two')), at(2));
        expect(await wordsSeen()).toEqual(['one', 'two']);
      });

      it('whose answer is lost is found when the build is opened again', async () => {
        const build = await active('one');
        harness.loseNextAnswer();
        await expect(store.apply(build, keep(word('two')), at(2))).rejects.toBeInstanceOf(
          ViewsUnavailable,
        );

        expect(await store.reopen(build)).toMatchObject({ checkpoint: at(2) });
        await expect(store.apply(build, keep(word('three')), at(2))).rejects.toBeInstanceOf(
          BuildMoved,
        );
        expect(await wordsSeen()).toEqual(['one', 'two']);
      });

      it('of a build that somebody else moved is refused', async () => {
        const build = await active('one');
        const rival = await harness.open();
        await rival.apply(await rival.open(projection), keep(word('two')), at(2));
        await rival.close();

        await expect(store.apply(build, keep(word('three')), at(3))).rejects.toBeInstanceOf(
          BuildMoved,
        );
        expect(await wordsSeen()).toEqual(['one', 'two']);
      });
    });

    describe('Finishing', () => {
      it('lets readers see what they did not see before', async () => {
        const build = await store.apply(await store.open(projection), keep(word('one')), at(1));
        await expect(store.snapshot(projection)).rejects.toBeInstanceOf(ProjectionNotBuilt);

        expect(await store.finish(build)).toMatchObject({ state: 'active', checkpoint: at(1) });
        expect(await wordsSeen()).toEqual(['one']);
      });

      it('leaves an active build as it is', async () => {
        const build = await active('one');

        expect(await store.finish(build)).toEqual(build);
        expect(await wordsSeen()).toEqual(['one']);
      });

      it('makes the indexes', async () => {
        await active('one');

        expect(await harness.kept(WORDS)).toEqual(
          expect.arrayContaining([expect.stringContaining('test_words_by_count')]),
        );
      });

      it('comes after indexes that were made before, and events that came since', async () => {
        const begun = await store.apply(
          await store.begin(projection),
          keep(word('one')),
          at(1),
        );
        await store.index(begun);
        await store.index(begun);
        expect(await harness.kept(WORDS)).toEqual(
          expect.arrayContaining([expect.stringContaining('test_words_by_count')]),
        );
        const again = keep(word('one', 2), word('two'));
        await store.finish(await store.apply(begun, again, at(2)));

        expect(await harness.seen(WORDS)).toEqual([
          ['one', 1, null],
          ['two', 1, null],
        ]);
      });

      it('and its indexes are refused of a build that was dropped', async () => {
        const build = await store.open(projection);
        await store.begin(projection);
        await expect(store.index(build)).rejects.toBeInstanceOf(BuildMoved);

        await expect(store.finish(build)).rejects.toBeInstanceOf(BuildMoved);
        expect(await harness.builds()).toMatchObject([{ state: 'building' }]);
      });
    });

    describe('Building anew', () => {
      it('goes on beside the active build, which takes events too', async () => {
        const live = await active('one');
        const built = await store.apply(
          await store.begin(projection),
          keep(word('new')),
          at(1),
        );
        await store.apply(live, keep(word('two')), at(2));
        expect(await wordsSeen()).toEqual(['one', 'two']);
        expect(await harness.builds()).toMatchObject([
          { state: 'active', position: 2 },
          { state: 'building', position: 1 },
        ]);

        await store.finish(built);
        expect(await wordsSeen()).toEqual(['new']);
      });

      it('drops the build it replaces', async () => {
        const live = await active('one');
        const before = (await harness.kept(WORDS)).length;
        await store.finish(await store.begin(projection));

        expect(await harness.builds()).toMatchObject([{ state: 'active', position: 0 }]);
        expect((await harness.kept(WORDS)).length).toBe(before);
        await expect(store.apply(live, keep(word('late')), at(2))).rejects.toBeInstanceOf(
          BuildMoved,
        );
        expect(await store.reopen(live)).toMatchObject({ state: 'active', checkpoint: START });
      });

      it('can be broken off and begun again', async () => {
        await active('one');
        const abandoned = await store.apply(
          await store.begin(projection),
          keep(word('half')),
          at(1),
        );
        const build = await store.begin(projection);
        await expect(store.apply(abandoned, keep(word('x')), at(2))).rejects.toBeInstanceOf(
          BuildMoved,
        );
        await store.finish(build);

        expect(await wordsSeen()).toEqual([]);
      });

      it('switches to another version for all tables at once', async () => {
        const live = await active('one');
        const wider = defineTable<WordRow & { readonly more: string }>(
          WORDS.name,
          { word: 'text', count: 'integer', note: 'text?', more: 'text' },
          { primaryKey: ['word'] },
        );
        const next: Projection = { ...second, tables: [wider] };
        const changes = new RowChanges();
        changes.keep(wider, { ...word('one'), more: 'is more' });
        await store.finish(await store.apply(await store.open(next), changes, at(1)));

        expect(await harness.seen(wider)).toEqual([['one', 1, null, 'is more']]);
        await expect(harness.seen(PAIRS)).rejects.toThrow();
        await expect(store.reopen(live)).rejects.toBeInstanceOf(ProjectionNotBuilt);
        await expect(store.snapshot(projection)).rejects.toBeInstanceOf(ProjectionNotBuilt);
      });

      it('leaves other projections alone', async () => {
        await active('one');
        const changes = new RowChanges();
        changes.keep(OTHERS, { position: 5 });
        const build = await store.apply(await store.open(other), changes, at(5));
        await store.finish(build);
        await store.finish(await store.begin(projection));

        expect(await harness.seen(OTHERS)).toEqual([[5]]);
        expect(await store.open(other)).toMatchObject({ checkpoint: at(5) });
      });
    });

    describe('Standing still', () => {
      it('is visible to everybody, also after a restart, until the build goes on', async () => {
        const build = await store.stop(await active('one'), fault);
        expect(build.fault).toEqual(fault);
        await reopen();
        const opened = await store.open(projection);
        expect(opened).toEqual(build);
        expect(await harness.builds()).toMatchObject([{ fault: JSON.stringify(fault) }]);

        await store.apply(opened, keep(word('two')), at(2));
        expect(await harness.builds()).toMatchObject([{ fault: null }]);
      });

      it('is refused of a build that is gone', async () => {
        const build = await store.open(projection);
        await store.begin(projection);

        await expect(store.stop(build, fault)).rejects.toBeInstanceOf(BuildMoved);
      });
    });

    describe('A snapshot', () => {
      it('does not move when rows do', async () => {
        const build = await active('one');
        const snapshot = await store.snapshot(projection);
        await store.apply(build, put(word('one', 2), word('two')), at(2));

        const rows = [];
        for await (const batch of snapshot.rows(WORDS)) rows.push(...batch);
        expect(rows).toEqual([['one', 1, null]]);
        expect(snapshot.checkpoint).toEqual(at(1));
        await snapshot.close();
      });

      it('outlives the build it is of', async () => {
        await active('one');
        const snapshot = await store.snapshot(projection);
        await store.finish(await store.begin(projection));

        const rows = [];
        for await (const batch of snapshot.rows(WORDS)) rows.push(...batch);
        expect(rows).toEqual([['one', 1, null]]);
        await snapshot.close();
      });

      it('finds nothing damaged where nothing is', async () => {
        await active('one');
        const snapshot = await store.snapshot(projection);

        expect(await snapshot.damages()).toEqual([]);
        await snapshot.close();
      });
    });

    it('refuses everything once it is closed, and can be closed twice', async () => {
      const build = await active('one');
      await store.close();
      await store.close();

      await expect(store.open(projection)).rejects.toBeInstanceOf(ViewsUnavailable);
      await expect(store.apply(build, keep(), at(2))).rejects.toBeInstanceOf(ViewsUnavailable);
      await expect(store.snapshot(projection)).rejects.toBeInstanceOf(ViewsUnavailable);
    });
  });
}
