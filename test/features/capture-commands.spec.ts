import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runLedger } from './command-line.js';

let root: string;
const file = (name: string) => join(root, name);
const ledger = (...args: readonly string[]) => runLedger(file('data'), ...args);
const begin = (document: string, ...more: readonly string[]) =>
  ledger('capture', 'init', file(document), '--seeds', root, '--id', 'paper', ...more);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ledger-capture-'));
  writeFileSync(file('paper.txt'), 'Report\nMay 2024    7,107    -    [c]\n');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('Beginning a capture', () => {
  it('reads the window in any form that periods are written in', async () => {
    expect(await begin('paper.txt', '--window', 'Q1 2024/25')).toMatchObject({ status: 0 });
    expect(readFileSync(file('paper/publication.json'), 'utf8')).toContain('2024-04..2024-06');
  });

  it.each([
    ['a window that is no period', 'paper.txt', ['--window', '2024-Q5'], 'malformed-period'],
    ['a document that is not there', 'none.txt', [], 'file-not-readable'],
    ['a folder', '.', [], 'file-not-readable'],
    ['a document that is no text', 'paper.pdf', [], 'document-not-text'],
  ])('refuses %s, and writes nothing', async (_, document, more, failed) => {
    writeFileSync(file('paper.pdf'), Buffer.from([37, 80, 68, 70, 0]));
    expect(await begin(document, ...more)).toMatchObject({ failed });
    expect(() => readFileSync(file('paper/publication.json'))).toThrow('ENOENT');
  });
});

describe('Taking a table apart', () => {
  it('writes a column for the scale, and asks for no value that a marker stands for', async () => {
    writeFileSync(
      file('columns.csv'),
      'measure,unit,scale\na,people,3\nb,people,\nc,people,\n',
    );
    const given = ['--lines', '2-2', '--columns', file('columns.csv')];
    const { out } = await ledger('capture', 'table', file('paper.txt'), ...given);

    expect(out).toMatch(/,change_reason,note,scale\n/);
    expect(out).toContain('a,,2024-05,value,,,7107000,"7,107",people');
    expect(out).toContain('values to be filled in: 1');
  });

  it('refuses a list of columns that is not there', async () => {
    const given = ['--lines', '2-2', '--columns', file('none.csv')];
    const answer = await ledger('capture', 'table', file('paper.txt'), ...given);
    expect(answer).toMatchObject({ failed: 'file-not-readable' });
  });
});
