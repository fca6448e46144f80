import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileLogStore } from '@ledger/log-store-files';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

let folder = '';
let store: FileLogStore;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ledger-log-'));
  store = new FileLogStore(join(folder, 'log'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const object = (path: string, text: string) => ({ path, bytes: Buffer.from(text) });

describe('A log in files', () => {
  it('gives back what was kept, and nothing where nothing was', async () => {
    await store.write([object('tile/0/x001/000', 'a'), object('tile/0/x001/000.p/3', 'b')]);
    expect(await store.read('tile/0/x001/000')).toEqual(Buffer.from('a'));
    expect(await store.read('tile/0/x001/000.p/3')).toEqual(Buffer.from('b'));
    for (const path of ['tile/0/000', 'tile/0/x001/000/more', 'checkpoint']) {
      expect(await store.read(path)).toBeUndefined();
    }
  });

  it('keeps the same again, and never something else in its place', async () => {
    await store.write([object('tile/0/000', 'a')]);
    await store.write([object('tile/0/000', 'a')]);
    await expect(store.write([object('tile/0/000', 'b')])).rejects.toThrow('other bytes');
    expect(await store.read('tile/0/000')).toEqual(Buffer.from('a'));
  });

  it('replaces what may be replaced, and leaves nothing half written behind', async () => {
    await store.replace(object('checkpoint', 'a'));
    await store.replace(object('checkpoint', 'b'));
    expect(await store.read('checkpoint')).toEqual(Buffer.from('b'));
    expect(await readdir(join(folder, 'log'))).toEqual(['checkpoint']);
  });

  it('makes a folder again that was removed meanwhile', async () => {
    await store.write([object('tile/0/000', 'a')]);
    await rm(join(folder, 'log'), { recursive: true });
    await store.write([object('tile/0/000', 'b')]);
    expect(await store.read('tile/0/000')).toEqual(Buffer.from('b'));
  });

  it('says where it cannot write', async () => {
    await writeFile(join(folder, 'log'), 'a file');
    await expect(store.write([object('tile/0/000', 'a')])).rejects.toThrow(
      'cannot be used at tile/0/000',
    );
    await expect(store.replace(object('checkpoint', 'a'))).rejects.toThrow('cannot be used');
    await expect(store.lock()).rejects.toThrow('cannot be used at writer.lock');
    expect(await store.read('checkpoint')).toBeUndefined();
  });

  it('lets one write at a time', async () => {
    const lock = await store.lock();
    expect(lock).toBeDefined();
    expect(await new FileLogStore(join(folder, 'log')).lock()).toBeUndefined();
    lock!.release();
    lock!.release();
    const next = await store.lock();
    expect(next).toBeDefined();
    next!.release();
  });
});
