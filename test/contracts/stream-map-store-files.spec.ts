import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { FileStreamMapStore } from '@ledger/log-store-files';
import Database from 'better-sqlite3';
import { streamMapStoreContract } from './stream-map-store.contract.js';

let folder = '';
const file = () => join(folder, 'deep', 'streams.db');

async function newFolder(): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'ledger-streams-'));
}

const remove = () => rm(folder, { recursive: true, force: true });

streamMapStoreContract({
  name: 'a file',
  open: async () => {
    await newFolder();
    return new FileStreamMapStore(file());
  },
  beside: () => new FileStreamMapStore(file()),
  remove,
});

describe('A map of streams in a file of an earlier version', () => {
  it('is made again', async () => {
    await newFolder();
    const root = Buffer.alloc(32);
    const state = { size: 3, position: 3, eventId: 'three', root };
    const nothing = { pages: [], embargoed: [], held: [], released: [], listed: [] };
    const store = new FileStreamMapStore(file());
    await store.store({ from: 0, state, ...nothing });
    store.close();
    const database = new Database(file());
    database.pragma('user_version = 1');
    database.close();
    expect(await store.state()).toBeUndefined();
    await store.store({ from: 0, state, ...nothing });
    expect((await store.state())?.size).toBe(3);
    store.close();
    await remove();
  });

  it('says where it cannot be used', async () => {
    await newFolder();
    const store = new FileStreamMapStore(folder);
    await expect(store.state()).rejects.toMatchObject({ code: 'log-store-unavailable' });
    await remove();
  });
});
