import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { StreamMapPage, StreamMapStep, StreamMapStore } from '@ledger/log-store-port';

/** A kind of store, as the suite uses it. */
export interface StreamMapStoreAdapter {
  readonly name: string;
  /** Opens an empty store. */
  open(): Promise<StreamMapStore>;
  /** Opens what another process would find; the first is still open. */
  beside(store: StreamMapStore): StreamMapStore;
  /** Removes it. */
  remove(): Promise<void>;
}

const page = (prefix: string, text: string): StreamMapPage => ({
  prefix,
  bytes: Buffer.from(text),
});

/** A step from some size to another, which else changes nothing. */
function step(from: number, size: number, more: Partial<StreamMapStep> = {}): StreamMapStep {
  return {
    state: { size, position: size * 3, eventId: `event-${size}`, root: Buffer.alloc(32, size) },
    ...{ from, pages: [], embargoed: [], held: [], released: [], listed: [], ...more },
  };
}

const held = (waitsFor: string, stream: string, index: number) => ({
  ...{ waitsFor, stream, index },
  further: [`after-${index}`],
});

/** What every store of the map of streams promises. */
export function streamMapStoreContract(adapter: StreamMapStoreAdapter): void {
  let store: StreamMapStore;

  const texts = async (keys: readonly string[]) =>
    (await store.paths(keys))?.map(({ state, pages }) => [state.size, ...pages.map(String)]);

  beforeEach(async () => {
    store = await adapter.open();
  });

  afterEach(async () => {
    store.close();
    await adapter.remove();
  });

  describe(`A map of streams in ${adapter.name}`, () => {
    it('is empty at first', async () => {
      expect(await store.state()).toBeUndefined();
      expect(await store.page('')).toBeUndefined();
      expect(await store.paths(['ab'])).toBeUndefined();
      expect([
        await store.embargoed(),
        await store.heldFor('p'),
        await store.listed('list-a'),
      ]).toEqual([[], [], []]);
    });

    it('gives back each step whole, and pages on the way to keys', async () => {
      await store.store(
        step(0, 4, { pages: [page('', 'top'), page('a', 'a'), page('ab', 'ab')] }),
      );
      await store.store(step(4, 7, { pages: [page('a', 'a again')] }));
      expect(await store.state()).toEqual({
        ...{ size: 7, position: 21, eventId: 'event-7' },
        root: Buffer.alloc(32, 7),
      });
      expect(String(await store.page('ab'))).toBe('ab');
      expect(await texts(['abc', 'ac0', 'b00'])).toEqual([
        [7, 'top', 'a again', 'ab'],
        [7, 'top', 'a again'],
        [7, 'top'],
      ]);
    });

    it('keeps what waits for each publication in order of index, until its release', async () => {
      await store.store(
        step(0, 4, {
          embargoed: ['p', 'q'],
          held: [
            held('p', 'b', 3),
            held('q', 'a', 1),
            held('p', 'a', 2),
            held('p', 'list-x', 2),
          ],
        }),
      );
      expect(await store.embargoed()).toEqual(['p', 'q']);
      const ofP = await store.heldFor('p');
      expect(ofP.map(({ index }) => index)).toEqual([2, 2, 3]);
      expect(new Set(ofP)).toEqual(
        new Set([held('p', 'a', 2), held('p', 'list-x', 2), held('p', 'b', 3)]),
      );
      await store.store(step(4, 5, { embargoed: ['q'], released: ['p'] }));
      expect([await store.embargoed(), await store.heldFor('p')]).toEqual([['q'], []]);
      expect(await store.heldFor('q')).toEqual([held('q', 'a', 1)]);
    });

    it('keeps lists in the order in which they grew', async () => {
      const listed = (list: string, ...indices: readonly number[]) =>
        indices.map((index) => ({ list, index }));
      await store.store(
        step(0, 4, { listed: [...listed('list-a', 3, 0), ...listed('list-b', 1)] }),
      );
      await store.store(step(4, 6, { listed: listed('list-a', 2, 5) }));
      expect([await store.listed('list-a'), await store.listed('list-b')]).toEqual([
        [3, 0, 2, 5],
        [1],
      ]);
    });

    it('reads a page while those made from it are taken', async () => {
      await store.store(step(0, 1, { pages: [page('', 'top'), page('0', 'below')] }));
      const pages = async function* (): AsyncGenerator<StreamMapPage> {
        yield page('0', `${String(await store.page('0'))} again`);
        yield page('', `${String(await store.page(''))} again`);
      };
      await store.store(step(1, 2, { pages: pages() }));
      expect(await texts(['00'])).toEqual([[2, 'top again', 'below again']]);
    });

    it('stores nothing of a step whose pages fail, and can go on', async () => {
      await store.store(step(0, 1, { pages: [page('', 'top')] }));
      const pages = async function* (): AsyncGenerator<StreamMapPage> {
        yield page('', 'other');
        throw new Error('out of luck');
      };
      const more = { embargoed: ['p'], held: [held('p', 'a', 1)] };
      await expect(store.store(step(1, 2, { ...more, pages: pages() }))).rejects.toThrow(
        'out of luck',
      );
      expect([await texts(['0']), await store.embargoed(), await store.heldFor('p')]).toEqual([
        [[1, 'top']],
        [],
        [],
      ]);
      await store.store(step(1, 2, { pages: [page('', 'next')] }));
      expect(await texts(['0'])).toEqual([[2, 'next']]);
    });

    it('refuses a step from another state, and leaves all as it was', async () => {
      await store.store(step(0, 4, { pages: [page('', 'top')] }));
      const other = adapter.beside(store);
      await other.store(step(4, 7, { pages: [page('', 'other')] }));
      other.close();
      for (const from of [0, 4, 8]) {
        const late = step(from, 9, { pages: [page('', 'late')], embargoed: ['p'] });
        await expect(store.store(late)).rejects.toMatchObject({ code: 'stream-map-moved' });
      }
      expect([await texts(['0']), await store.embargoed()]).toEqual([[[7, 'other']], []]);
      await store.store(step(7, 9));
    });

    it('has nothing left once it is cleared, and begins again', async () => {
      await store.store(
        step(0, 4, {
          ...{ pages: [page('', 'top')], embargoed: ['p'], held: [held('p', 'a', 1)] },
          listed: [{ list: 'list-a', index: 0 }],
        }),
      );
      await store.clear();
      expect([
        await store.state(),
        await store.page(''),
        await store.embargoed(),
        await store.heldFor('p'),
        await store.listed('list-a'),
      ]).toEqual([undefined, undefined, [], [], []]);
      await store.store(step(0, 2, { listed: [{ list: 'list-a', index: 0 }] }));
      expect(await store.listed('list-a')).toEqual([0]);
    });

    it('keeps everything while it is closed', async () => {
      await store.store(step(0, 4, { pages: [page('', 'top')] }));
      store.close();
      store.close();
      expect(await texts(['0'])).toEqual([[4, 'top']]);
    });
  });
}
