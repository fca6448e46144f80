import type { SqlValue, Table } from './table.js';
import { compareUtf8 } from './utf8-order.js';

/** A row that differs from what the log gives. */
export interface RowDifference {
  readonly kind: 'missing' | 'surplus' | 'altered';
  /** The row's primary key. */
  readonly key: readonly SqlValue[];
  /** The columns that differ, for an altered row. */
  readonly columns: readonly string[];
}

/** The result of comparing two tables row by row. */
export interface RowDifferences {
  /** How many rows were expected. */
  readonly rows: number;
  /** How many differ, are missing, or are unexpected. */
  readonly differing: number;
  /** The first {@link DIFFERENCES_MAX} of them. */
  readonly differences: readonly RowDifference[];
}

/** Of each table, no more differing rows than this are named. */
export const DIFFERENCES_MAX = 20;

type Row = readonly SqlValue[];

/** Rows in order of primary key, in batches. */
export type RowBatches = AsyncIterable<readonly Row[]>;

/** Compares all rows with the expected ones, in one pass over both. */
export async function differencesOf(
  table: Table,
  expected: RowBatches,
  found: RowBatches,
): Promise<RowDifferences> {
  const [left, right] = [rowsOf(expected), rowsOf(found)];
  try {
    return await compared(table, left, right);
  } finally {
    // If one of them fails, the other must release its database too.
    await left.return(null);
    await right.return(null);
  }
}

type Rows = AsyncGenerator<Row, null, undefined>;

async function compared(table: Table, left: Rows, right: Rows): Promise<RowDifferences> {
  const columns = Object.keys(table.columns);
  const keyAt = table.primaryKey.map((column) => columns.indexOf(column));
  const differences: RowDifference[] = [];
  let [rows, differing] = [0, 0];
  let [want, have] = [await nextRow(left), await nextRow(right)];
  for (;;) {
    const pair = pairOf(want, have, keyAt);
    if (pair === null) return { rows, differing, differences };
    const difference = differenceOf(pair, columns, keyAt);
    if (difference !== null) {
      differing += 1;
      if (differences.length < DIFFERENCES_MAX) differences.push(difference);
    }
    if (pair.want !== null) [rows, want] = [rows + 1, await nextRow(left)];
    if (pair.have !== null) have = await nextRow(right);
  }
}

/** Two rows of one primary key, or one without a counterpart. */
type Pair =
  | { readonly want: Row; readonly have: Row }
  | { readonly want: Row; readonly have: null }
  | { readonly want: null; readonly have: Row };

function pairOf(want: Row | null, have: Row | null, keyAt: readonly number[]): Pair | null {
  if (want === null) return have === null ? null : { want, have };
  if (have === null) return { want, have };
  const order = compareKeys(want, have, keyAt);
  if (order === 0) return { want, have };
  return order < 0 ? { want, have: null } : { want: null, have };
}

function differenceOf(
  { want, have }: Pair,
  columns: readonly string[],
  keyAt: readonly number[],
): RowDifference | null {
  if (want === null) return { kind: 'surplus', key: keyOf(have, keyAt), columns: [] };
  if (have === null) return { kind: 'missing', key: keyOf(want, keyAt), columns: [] };
  const differing = columns.filter((_, at) => want[at] !== have[at]);
  if (differing.length === 0) return null;
  return { kind: 'altered', key: keyOf(want, keyAt), columns: differing };
}

function keyOf(row: Row, keyAt: readonly number[]): readonly SqlValue[] {
  return keyAt.map((at) => row[at] ?? null);
}

function compareKeys(left: Row, right: Row, keyAt: readonly number[]): number {
  for (const at of keyAt) {
    const order = compareValues(left[at] ?? null, right[at] ?? null);
    if (order !== 0) return order;
  }
  return 0;
}

/** A primary key has no null columns, and each column holds one type. */
function compareValues(left: SqlValue, right: SqlValue): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return compareUtf8(String(left), String(right));
}

async function* rowsOf(batches: RowBatches): Rows {
  for await (const batch of batches) yield* batch;
  return null;
}

async function nextRow(rows: Rows): Promise<Row | null> {
  return (await rows.next()).value;
}
