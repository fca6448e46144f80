import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { StreamMapPage } from '@ledger/log-store-port';
import { FileStreamMapStore } from './file-stream-map-store.js';

let folder: string;
let store: FileStreamMapStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stream-map-'));
  store = new FileStreamMapStore(join(folder, 'streams.db'));
});

afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const page = (prefix: string, text: string) => ({ prefix, bytes: Buffer.from(text) });
const state = { size: 1, position: 1, eventId: 'one', root: Buffer.alloc(32, 1) };
const rest = { state, embargoed: [], held: [], released: [], listed: [] };

describe('A map of streams in a file', () => {
  it('reads a page while those made from it are taken', async () => {
    await store.store({ ...rest, pages: [page('', 'top'), page('0', 'below')] });
    const pages = async function* (): AsyncGenerator<StreamMapPage> {
      yield page('0', `${String(await store.page('0'))} again`);
      yield page('', `${String(await store.page(''))} again`);
    };
    await store.store({ ...rest, pages: pages() });
    expect(String(await store.page('0'))).toBe('below again');
    expect(String(await store.page(''))).toBe('top again');
  });

  it('stores nothing of a step whose pages fail', async () => {
    await store.store({ ...rest, pages: [page('', 'top')] });
    const pages = async function* (): AsyncGenerator<StreamMapPage> {
      yield page('', 'other');
      throw new Error('out of luck');
    };
    const step = {
      ...rest,
      state: { ...state, size: 2 },
      embargoed: ['paper'],
      pages: pages(),
    };
    await expect(store.store(step)).rejects.toThrow('out of luck');
    expect(String(await store.page(''))).toBe('top');
    expect((await store.state())?.size).toBe(1);
    expect(await store.embargoed()).toEqual([]);
    await store.store({ ...step, pages: [page('', 'next')] });
    expect(String(await store.page(''))).toBe('next');
  });
});
