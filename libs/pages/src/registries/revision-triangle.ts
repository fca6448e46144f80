import { valueIn } from '@ledger/figures-domain';
import {
  absoluteDecimal,
  compareDecimals,
  divideDecimals,
  multiplyDecimals,
  subtractDecimals,
  type Decimal,
} from '@ledger/kernel';
import type { VintageCell, VintageColumn, VintageMatrix } from '@ledger/figures-read-models';

/** How far a print is from the one before it; `none` where they agree or cannot be compared. */
interface Shade {
  readonly direction: 'up' | 'down' | 'none';
  /** 0 to 3. */
  readonly level: number;
  /** The change in per cent of the print before; absent where there is none, or it was zero. */
  readonly percent?: Decimal;
}

/** A print in the triangle. */
interface TriangleCell extends VintageCell, Shade {}

/** The revision triangle of some figures: null where a publication did not print one. */
export interface Triangle {
  readonly columns: readonly VintageColumn[];
  readonly rows: readonly {
    readonly key: string;
    readonly cells: readonly (TriangleCell | null)[];
  }[];
}

/** From so many per cent on a change is of the next level. */
const LEVELS = ['1' as Decimal, '5' as Decimal];

const HUNDRED = '100' as Decimal;
const ZERO = '0' as Decimal;
const PERCENT_PLACES = 4;

/** The revision triangle of the figures with these keys; its columns print at least one. */
export function triangleOf(
  { columns, rows }: VintageMatrix,
  keys: ReadonlySet<string>,
): Triangle {
  const chosen = rows.filter(({ key }) => keys.has(key));
  const used = [...new Set(chosen.flatMap(({ cells }) => cells.map(({ column }) => column)))];
  const order = used.toSorted((left, right) => left - right);
  return {
    columns: order.flatMap((column) => columns[column] ?? []),
    rows: chosen.map(({ key, cells }) => {
      const byColumn = new Map(shaded(cells).map((cell) => [cell.column, cell]));
      return { key, cells: order.map((column) => byColumn.get(column) ?? null) };
    }),
  };
}

/** A contradiction is no revision: what comes next is held against the print before it. */
function shaded(cells: readonly VintageCell[]): readonly TriangleCell[] {
  let before: VintageCell | undefined;
  return cells.map((cell) => {
    const shade = shadeOf(before, cell);
    if (cell.move !== 'contradicted') before = cell;
    return { ...cell, ...shade };
  });
}

/** A number on another basis is another measurement and has no shade. */
function shadeOf(before: VintageCell | undefined, cell: VintageCell): Shade {
  const flat = { direction: 'none', level: 0 } as const;
  if (before === undefined || cell.move === 'restated' || cell.move === 'confirmed')
    return flat;
  const then = valueIn(before, cell.unit);
  if (then === null || cell.value === null) return flat;
  const change = subtractDecimals(cell.value, then);
  const sign = compareDecimals(change, ZERO);
  if (sign === 0) return flat;
  const direction = sign > 0 ? 'up' : 'down';
  if (compareDecimals(then, ZERO) === 0) return { direction, level: LEVELS.length + 1 };
  const base = absoluteDecimal(then);
  const percent = divideDecimals(multiplyDecimals(change, HUNDRED), base, PERCENT_PLACES);
  const size = absoluteDecimal(percent);
  const passed = LEVELS.filter((from) => compareDecimals(size, from) >= 0).length;
  return { direction, level: passed + 1, percent };
}
