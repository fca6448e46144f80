import { isStatistic, type Statistic } from '@ledger/figures-domain';
import type { TableRow } from './csv-table.js';
import type { Registries } from './registries.js';

/** The columns of a figure sheet, in header order. */
export const SHEET_COLUMNS = [
  'measure',
  'area',
  'period',
  'statistic',
  'compared_with',
  'breakdown',
  'value',
  'printed',
  'unit',
  'qualifier',
  'markers',
  'role',
  'section',
  'table',
  'row',
  'column',
  'line',
  'occurrence',
  'change_kind',
  'change_reason',
  'note',
] as const;

/** Columns that a sheet has only if its rows need them. */
export const SHEET_COLUMNS_OPTIONAL = [
  'scale',
  'precision',
  'definition_version',
  'notice',
] as const;

/** A column that a figure sheet can have. */
export type SheetColumn =
  (typeof SHEET_COLUMNS)[number] | (typeof SHEET_COLUMNS_OPTIONAL)[number];

/** A row of a figure sheet. */
export type SheetRow = TableRow<SheetColumn>;

/** The columns that a sheet of these rows needs: the required ones and the optional ones in use. */
export function columnsNeeded(
  rows: readonly Partial<Record<SheetColumn, string>>[],
): readonly SheetColumn[] {
  const isNeeded = (column: SheetColumn) => rows.some((row) => (row[column] ?? '') !== '');
  return [...SHEET_COLUMNS, ...SHEET_COLUMNS_OPTIONAL.filter(isNeeded)];
}

/** The context in which the rows of a sheet are validated. */
export interface SheetContext {
  readonly publication: string;
  readonly registries: Registries;
  /** Collects the dimensions that rows name, whether or not the rows are sound. */
  readonly dimensionsNamed: Set<string>;
  /** How the publication writes decimals, if not with a point. */
  readonly decimalMark?: ',' | undefined;
  /** First and last line of the publication in its artefact. */
  readonly lines?: readonly [number, number];
}

/** The statistic that a row names; an empty cell means `value`. */
export function statisticOf({ cells }: SheetRow): Statistic | undefined {
  if (cells.statistic === '') return 'value';
  return isStatistic(cells.statistic) ? cells.statistic : undefined;
}
