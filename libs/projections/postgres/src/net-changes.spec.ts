import { describe, expect, it } from '@jest/globals';
import { defineTable, RowChanges, type ChangeKind } from '@ledger/projections-port';
import fc from 'fast-check';
import { netChanges } from './net-changes.js';

type Row = { readonly left: string; readonly right: number; readonly note: string };

const TABLE = defineTable<Row>(
  'pairs',
  { left: 'text', right: 'integer', note: 'text' },
  { primaryKey: ['left', 'right'] },
);

interface Change {
  readonly kind: ChangeKind;
  readonly row: Row;
}

const anyChange = fc.record<Change>({
  kind: fc.constantFrom('keep', 'put', 'remove'),
  row: fc.record({
    left: fc.constantFrom('a', 'b', 'a,1'),
    right: fc.integer({ min: 1, max: 2 }),
    note: fc.string({ maxLength: 3 }),
  }),
});

function changesOf(changes: readonly Change[]): RowChanges {
  const all = new RowChanges();
  for (const { kind, row } of changes) all[kind](TABLE, row);
  return all;
}

function keyOf({ left, right }: Partial<Row>): string {
  return `${left} ${right}`;
}

/** The port's semantics of each kind, row by row. */
function carriedOut(rows: ReadonlyMap<string, Row>, changes: readonly Change[]) {
  const after = new Map(rows);
  for (const { kind, row } of changes) {
    const key = keyOf(row);
    if (kind === 'remove') after.delete(key);
    else if (kind === 'put' || !after.has(key)) after.set(key, row);
  }
  return after;
}

describe('Net changes', () => {
  it('come to the same as the changes in their order, whatever was there before', () => {
    fc.assert(
      fc.property(fc.array(anyChange), fc.array(anyChange), (earlier, changes) => {
        const before = carriedOut(new Map(), earlier);
        const net = netChanges(TABLE, changesOf(changes).byTable.get(TABLE) ?? []);
        for (const kinds of [
          ['keep', 'put', 'remove'] as const,
          ['remove', 'put', 'keep'] as const,
        ]) {
          const inSteps = kinds.flatMap((kind) =>
            net[kind].map((row) => ({ kind, row: row as unknown as Row })),
          );
          expect(carriedOut(before, inSteps)).toEqual(carriedOut(before, changes));
        }
      }),
    );
  });

  it('touch no row twice', () => {
    fc.assert(
      fc.property(fc.array(anyChange), (changes) => {
        const net = netChanges(TABLE, changesOf(changes).byTable.get(TABLE) ?? []);
        const keys = [...net.keep, ...net.put, ...net.remove].map((row) =>
          keyOf(row as Partial<Row>),
        );
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});
