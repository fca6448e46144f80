import { CsvError, parse } from 'csv-parse/sync';
import { LedgerError } from '@ledger/kernel';
import { SHEET_COLUMNS, SHEET_COLUMNS_OPTIONAL } from './sheet-row.js';
import type { SheetCells } from './table-rows.js';

/** The text is not CSV with columns of a figure sheet. */
export class MalformedCells extends LedgerError {
  readonly code = 'malformed-cells';
  readonly kind = 'refusal';

  constructor(
    readonly file: string,
    readonly fault: string,
    options?: ErrorOptions,
  ) {
    super(`${file} ${fault}.`, options);
  }
}

/**
 * Reads what the columns or rows of a table are about: CSV whose header names some of the
 * columns of a figure sheet, in any order.
 *
 * @param file its name, for the message
 * @throws {MalformedCells}
 */
export function readPartialCells(text: string, file: string): readonly SheetCells[] {
  const known: readonly string[] = [...SHEET_COLUMNS, ...SHEET_COLUMNS_OPTIONAL];
  const [header = [], ...records] = recordsOf(text, file);
  const stranger = header.find((name) => !known.includes(name));
  if (stranger !== undefined || header.length === 0) {
    const fault = `has the column "${stranger ?? ''}": it takes ${known.join(', ')}`;
    throw new MalformedCells(file, fault);
  }
  return records.map((record) => {
    const cells = header.map((name, i) => [name, record[i] ?? ''] as const);
    return Object.fromEntries(cells.filter(([, cell]) => cell !== ''));
  });
}

function recordsOf(text: string, file: string): readonly (readonly string[])[] {
  try {
    return parse(text, { bom: true, relax_column_count_less: true, skip_empty_lines: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new MalformedCells(file, `is no CSV: ${error.message}`, { cause: error });
  }
}
