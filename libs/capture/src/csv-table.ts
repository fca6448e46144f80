import { CsvError, parse } from 'csv-parse/sync';
import { isStorableText, textFault } from '@ledger/kernel';
import type { Problems, SeedLocation } from './capture-problem.js';

/** A file of the seeds as it was read; `text` is null if its bytes are not UTF-8. */
export interface SeedFile {
  /** Path within the seeds folder, with `/` as the separator. */
  readonly path: string;
  readonly text: string | null;
}

/** A row of a table, with a cell for every column of its header. */
export interface TableRow<Column extends string> {
  readonly place: SeedLocation & { readonly row: number };
  readonly cells: Readonly<Record<Column, string>>;
}

/**
 * Reads an RFC 4180 table whose header is exactly `columns`, with any of the `optional` columns
 * in any position among them; the cells of an absent optional column are empty.
 *
 * A row with too few or too many cells, or with a text that cannot be stored, is reported and
 * left out. After a quoting mistake no row of the file can be trusted, so none is returned. A
 * byte order mark and both kinds of line ends are accepted, as spreadsheets write them.
 */
export function readTable<Column extends string, Optional extends string = never>(
  file: SeedFile,
  columns: readonly Column[],
  problems: Problems,
  optional: readonly Optional[] = [],
): readonly TableRow<Column | Optional>[] {
  const [header, ...records] = recordsOf(file, problems);
  if (header === undefined) return [];
  const places = placesOf(header, columns, optional);
  if (places === undefined) {
    const place = { file: file.path, row: 1 };
    problems.add(place, 'wrong-header', wantedHeader(columns, optional));
    return [];
  }
  const rows: TableRow<Column | Optional>[] = [];
  for (const [at, record] of records.entries()) {
    const place = { file: file.path, row: at + 2 };
    if (record.length !== header.length) {
      problems.add(place, 'wrong-cell-count', cellCount(record.length, header.length));
    } else if (record.every(isStorableText)) {
      rows.push({ place, cells: cellsOf(places, record) });
    } else {
      const at = record.findIndex((cell) => !isStorableText(cell));
      const fault = textFault(record[at] ?? '');
      problems.add(place, 'control-character', `${header[at]} has ${fault}: take it out.`);
    }
  }
  return rows;
}

/** The file's text; undefined, with a problem added, if it is not UTF-8. */
export function textOf(file: SeedFile, problems: Problems): string | null {
  if (file.text === null) {
    problems.add({ file: file.path }, 'not-utf8', 'The file is not UTF-8: save it as UTF-8.');
  }
  return file.text;
}

function recordsOf(file: SeedFile, problems: Problems): string[][] {
  const text = textOf(file, problems);
  if (text === null) return [];
  const records = parsed(file, text, problems);
  if (records?.length === 0) {
    problems.add({ file: file.path, row: 1 }, 'wrong-header', 'The file has no header.');
  }
  return records ?? [];
}

function parsed(file: SeedFile, text: string, problems: Problems): string[][] | undefined {
  try {
    return parse(text, { bom: true, relax_column_count: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = typeof error['records'] === 'number' ? error['records'] + 1 : 1;
    const message = `Its quotes do not match, so nothing of it was read: ${error.message}.`;
    problems.add({ file: file.path, row }, 'malformed-csv', message);
    return undefined;
  }
}

/** The index of each column in the header; undefined if the header is another one. */
function placesOf<Column extends string, Optional extends string>(
  header: readonly string[],
  columns: readonly Column[],
  optional: readonly Optional[],
): ReadonlyMap<Column | Optional, number> | undefined {
  const isOptional = (name: string) => (optional as readonly string[]).includes(name);
  const others = header.filter((name) => !isOptional(name));
  if (new Set(header).size !== header.length) return undefined;
  if (others.length !== columns.length) return undefined;
  if (columns.some((name, at) => others[at] !== name)) return undefined;
  return new Map([...columns, ...optional].map((name) => [name, header.indexOf(name)]));
}

function wantedHeader(columns: readonly string[], optional: readonly string[]): string {
  const also = optional.length === 0 ? '' : `, with ${optional.join(', ')} where needed`;
  return `The header must be exactly ${columns.join(',')}${also}.`;
}

function cellsOf<Column extends string>(
  places: ReadonlyMap<Column, number>,
  record: readonly string[],
): Readonly<Record<Column, string>> {
  const cells: Partial<Record<Column, string>> = {};
  for (const [name, at] of places) cells[name] = record[at] ?? '';
  return cells as Record<Column, string>;
}

function cellCount(found: number, wanted: number): string {
  return `The row has ${found} cells, the header ${wanted}.`;
}
