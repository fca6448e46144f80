import { isStatistic, type Statistic } from '@ledger/figures-domain';
import type { TableRow } from './csv-table.js';
import type { Registries } from './registries.js';

/** The columns of a figure sheet, in the order its header has them. */
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

/** Columns that a sheet has where its rows need them. */
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

/** The columns of a sheet of these rows: all that every sheet has, and the others they need. */
export function columnsNeeded(
  rows: readonly Partial<Record<SheetColumn, string>>[],
): readonly SheetColumn[] {
  const isNeeded = (column: SheetColumn) => rows.some((row) => (row[column] ?? '') !== '');
  return [...SHEET_COLUMNS, ...SHEET_COLUMNS_OPTIONAL.filter(isNeeded)];
}

/** What the rows of a sheet are judged against. */
export interface SheetContext {
  readonly publication: string;
  readonly registries: Registries;
  /** Takes the dimensions that rows name, whether or not the rows are sound. */
  readonly dimensionsNamed: Set<string>;
  /** How the publication writes decimals, where that is no point. */
  readonly decimalMark?: ',' | undefined;
  /** First and last line that the publication has in its artefact. */
  readonly lines?: readonly [number, number];
}

/** The statistic a row names; an empty cell says `value`. */
export function statisticOf({ cells }: SheetRow): Statistic | undefined {
  if (cells.statistic === '') return 'value';
  return isStatistic(cells.statistic) ? cells.statistic : undefined;
}
