import { stringify } from 'csv-stringify/sync';

/** The value of a cell; undefined is an empty cell. */
export type Cell = string | number | null | undefined;

/** A column of a table and how a row fills it. */
export interface Column<Row> {
  readonly name: string;
  readonly title: string;
  /** A datatype of CSVW; `string` if none is given. */
  readonly datatype?: 'decimal' | 'integer' | 'dateTime' | 'boolean';
  readonly cell: (row: Row) => Cell;
}

/** An answer that can be given as a table. */
export interface Tabular<Row> {
  /** Under which its description is found. */
  readonly name: string;
  readonly title: string;
  readonly columns: readonly Column<Row>[];
}

/** How CSV is to be written, besides what RFC 4180 says. */
export interface CsvForm {
  /** A byte order mark before the header, by which spreadsheets know UTF-8. */
  readonly bom?: boolean;
}

const LINE_END = { record_delimiter: '\r\n' };
const BYTE_ORDER_MARK = '\ufeff';

/**
 * The rows as CSV with a header row.
 *
 * @see RFC 4180
 */
export function csvOf<Row>(
  table: Tabular<Row>,
  rows: readonly Row[],
  form: CsvForm = {},
): string {
  return headerOf(table, form) + rowsOf(table, rows);
}

/** The header row. */
export function headerOf({ columns }: Tabular<never>, { bom = false }: CsvForm = {}): string {
  const header = stringify([columns.map(({ name }) => name)], LINE_END);
  return bom ? BYTE_ORDER_MARK + header : header;
}

/** Rows without a header. */
export function rowsOf<Row>({ columns }: Tabular<Row>, rows: readonly Row[]): string {
  const records = rows.map((row) =>
    columns.map(({ cell, datatype }) => {
      const value = cell(row) ?? '';
      return datatype === undefined && typeof value === 'string' ? defused(value) : value;
    }),
  );
  return stringify(records, LINE_END);
}

/** The characters that start a formula in a spreadsheet, and the apostrophe that defuses it. */
const FORMULA = /^[=+\-@\t\r']/;
const NUMBER = /^[+-]?\d+(?:\.\d+)?%?$/;

/**
 * Escapes a text so that no spreadsheet runs it as a formula: an apostrophe is put before a
 * text that starts like a formula or with an apostrophe. Taking one leading apostrophe away
 * gives back what was there. A plain number with a sign is not a formula, and is left as it is.
 *
 * @see OWASP, "CSV Injection"
 */
export function defused(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

const APOSTROPHES =
  'A text that would begin a formula in a spreadsheet (= + - @, tab, return), or that begins ' +
  'with an apostrophe, has one more apostrophe in front: take it away to have the text.';

/**
 * CSVW metadata: what the columns of a table mean.
 *
 * @param url where the table is, absolute or relative to this description
 * @see Metadata Vocabulary for Tabular Data, W3C Recommendation, 2015
 */
export function metadataOf({ title, columns }: Tabular<never>, url: string): object {
  return {
    '@context': 'http://www.w3.org/ns/csvw',
    url,
    'dc:title': title,
    'dc:description': APOSTROPHES,
    dialect: { header: true, encoding: 'utf-8' },
    tableSchema: {
      columns: columns.map(({ name, title: columnTitle, datatype = 'string' }) => ({
        name,
        titles: name,
        'dc:description': columnTitle,
        datatype,
      })),
    },
  };
}
