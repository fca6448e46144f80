import { compare, minus, rational, rationalOf } from '../numbers/rational.js';
import type { Claim } from '../checks/check.js';
import { SUM } from '../checks/relation.js';
import type { Rule } from '../checks/rule.js';
import type { FigureIndex } from '../figures/figure-index.js';
import type { PrintedFigure } from '../figures/printed-figure.js';

/**
 * The total column of a table against the other columns, where the rows themselves show what it
 * adds up: no registry says which columns a table's total includes.
 */
export const ROW_TOTAL: Rule = {
  name: 'total-of-columns',
  version: 1,
  title: 'A row adds up to its total in the way in which other rows of its table do',
  claims: function* claims(index) {
    for (const cells of index.tables()) yield* claimsOf(index, rowsOf(cells));
  },
};

type Row = readonly PrintedFigure[];

/** Rows in which an addition has to hold before it counts as the table's habit. */
const ROWS_FOR_A_HABIT = 2;
/** Fewer non-zero numbers may agree by chance. */
const PARTS_FOR_A_HABIT = 3;

const TOTAL = /\b(?:total|all|overall)\b/i;

function* claimsOf(index: FigureIndex, rows: readonly Row[]): Iterable<Claim> {
  const columns = new Set(rows.flat().map(({ locator }) => locator.column ?? ''));
  for (const total of columns) {
    if (!TOTAL.test(total)) continue;
    const habit = habitOf(rows, total, [...columns]);
    if (habit === null) continue;
    const sums = rows.flatMap((row) => sumIn(row, total, habit) ?? []);
    for (const sum of sums.filter((each) => !repeatsOthers(index, each, sums))) {
      yield {
        claim: sum.total,
        hypotheses: [{ relation: SUM, operands: sum.parts }],
      };
    }
  }
}

/** A row's total with the cells it adds up. */
interface RowSum {
  readonly total: PrintedFigure;
  readonly parts: readonly PrintedFigure[];
}

/** The columns that the total column adds up in most rows: all others, or all but one. */
function habitOf(
  rows: readonly Row[],
  total: string,
  columns: readonly string[],
): readonly string[] | null {
  const others = columns.filter((column) => column !== total);
  const choices = [others, ...others.map((left) => others.filter((column) => column !== left))];
  const kept = choices.filter((choice) => isHabit(rows, total, choice));
  return kept.length === 1 ? (kept[0] ?? null) : null;
}

function isHabit(rows: readonly Row[], total: string, parts: readonly string[]): boolean {
  const sums = rows.flatMap((row) => sumIn(row, total, parts) ?? []);
  const telling = sums.filter((sum) => sum.parts.filter(isTelling).length >= PARTS_FOR_A_HABIT);
  const held = telling.filter((sum) => differenceOf(sum).over === 0n);
  return held.length >= ROWS_FOR_A_HABIT && 2 * held.length >= sums.length;
}

function isTelling({ print }: PrintedFigure): boolean {
  return /[1-9]/.test(print.value);
}

function sumIn(row: Row, total: string, parts: readonly string[]): RowSum | null {
  const cell = (column: string) => row.find(({ locator }) => locator.column === column);
  const whole = cell(total);
  const cells = parts.flatMap((column) => cell(column) ?? []);
  if (whole === undefined || cells.length < parts.length || parts.length < 2) return null;
  return { total: whole, parts: cells };
}

/** By how much the printed total exceeds its parts. */
function differenceOf({ total, parts }: RowSum) {
  return parts.reduce(
    (left, part) => minus(left, rationalOf(part.print.value)),
    rationalOf(total.print.value),
  );
}

/** True of the row of totals, if its difference is that of the rows it adds up. */
function repeatsOthers(index: FigureIndex, sum: RowSum, sums: readonly RowSum[]): boolean {
  const { area } = sum.total.figure;
  const own = differenceOf(sum);
  if (own.over === 0n) return false;
  const parts = sums.filter(({ total }) => {
    const other = index.vocabulary.areas.get(total.figure.area);
    return other?.parent === area;
  });
  const left = parts.reduce((rest, part) => minus(rest, differenceOf(part)), own);
  return parts.length > 1 && compare(left, rational(0)) === 0;
}

/** The rows of a table whose cells are counts of one area and period. */
function rowsOf(cells: readonly PrintedFigure[]): readonly Row[] {
  const rows = new Map<string, PrintedFigure[]>();
  for (const cell of cells) {
    const { row, line, column } = cell.locator;
    const { statistic, area, period } = cell.figure;
    if (row === undefined || column === undefined || statistic !== 'value') continue;
    const name = [row, line, area, period].join('\n');
    rows.set(name, [...(rows.get(name) ?? []), cell]);
  }
  return [...rows.values()];
}
