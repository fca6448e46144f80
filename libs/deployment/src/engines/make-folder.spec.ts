import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeFolder } from './make-folder.js';

let root = '';

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'ledger-folder-'));
});

afterAll(() => rm(root, { recursive: true, force: true }));

describe('A folder', () => {
  it('is made with those it stands in, and again changes nothing', async () => {
    const folder = join(root, 'one', 'two', 'three');
    makeFolder(folder);
    makeFolder(folder);
    expect((await stat(folder)).isDirectory()).toBe(true);
  });

  it('is not made where a file has its name', async () => {
    const file = join(root, 'file');
    await writeFile(file, '');
    expect(() => makeFolder(file)).toThrow(/EEXIST/);
    expect(() => makeFolder(join(file, 'below'))).toThrow(/ENOTDIR/);
  });

  it('is refused at once by a file system that makes none', () => {
    expect(() => makeFolder('/proc/ledger/data')).toThrow(/ENOENT/);
  });
});
