import { describe, expect, it } from '@jest/globals';
import { DIFFERENCES_MAX, differencesOf } from './compare-rows.js';
import { defineTable, type SqlValue } from './table.js';

const PAIRS = defineTable<{
  readonly left: string;
  readonly right: number;
  readonly note: string | null;
}>(
  'pairs',
  { left: 'text', right: 'integer', note: 'text?' },
  { primaryKey: ['left', 'right'] },
);

type Row = readonly SqlValue[];

async function* inBatches(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  for (let at = 0; at < rows.length; at += 2) yield rows.slice(at, at + 2);
}

const compare = (expected: readonly Row[], found: readonly Row[]) =>
  differencesOf(PAIRS, inBatches(expected), inBatches(found));

const rows: readonly Row[] = [
  ['a', 1, null],
  ['a', 2, 'x'],
  ['b', 1, null],
];

describe('Comparing rows', () => {
  it('finds nothing where both sides are equal, or empty', async () => {
    expect(await compare(rows, rows)).toEqual({ rows: 3, differing: 0, differences: [] });
    expect(await compare([], [])).toEqual({ rows: 0, differing: 0, differences: [] });
  });

  it('names what is altered, missing and surplus, by primary key', async () => {
    const found: readonly Row[] = [
      ['a', 1, 'new'],
      ['a', 3, null],
      ['b', 1, null],
      ['c', 1, null],
    ];
    expect(await compare(rows, found)).toEqual({
      rows: 3,
      differing: 4,
      differences: [
        { kind: 'altered', key: ['a', 1], columns: ['note'] },
        { kind: 'missing', key: ['a', 2], columns: [] },
        { kind: 'surplus', key: ['a', 3], columns: [] },
        { kind: 'surplus', key: ['c', 1], columns: [] },
      ],
    });
  });

  it('distinguishes null from the empty text', async () => {
    const found = [['a', 1, ''], ...rows.slice(1)];
    expect((await compare(rows, found)).differing).toBe(1);
  });

  it('counts all differences but names only the first', async () => {
    const many = Array.from({ length: 50 }, (_, i): Row => ['a', i, null]);
    const { differing, differences } = await compare(many, []);

    expect(differing).toBe(50);
    expect(differences).toHaveLength(DIFFERENCES_MAX);
  });

  it('takes numbers by size and text by its bytes', async () => {
    const ordered: readonly Row[] = [
      ['a', 9, null],
      ['a', 10, null],
      ['\u{FFFD}', 1, null],
      ['\u{1F9FE}', 1, null],
    ];
    const lacking = ordered.filter((_, at) => at !== 2);
    expect(await compare(ordered, lacking)).toMatchObject({
      differing: 1,
      differences: [{ kind: 'missing', key: ['\u{FFFD}', 1] }],
    });
  });
});
