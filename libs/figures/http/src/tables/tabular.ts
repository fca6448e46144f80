import { stringify } from 'csv-stringify/sync';

/** What a cell may hold; nothing at all is an empty cell. */
export type Cell = string | number | null | undefined;

/** A column of a table and how a row fills it. */
export interface Column<Row> {
  readonly name: string;
  readonly title: string;
  /** A datatype of CSVW; `string` if none is told. */
  readonly datatype?: 'decimal' | 'integer' | 'dateTime';
  readonly cell: (row: Row) => Cell;
}

/** An answer that can be given as a table. */
export interface Tabular<Row> {
  /** Under which its description is found. */
  readonly name: string;
  readonly title: string;
  readonly columns: readonly Column<Row>[];
}

/**
 * The rows as CSV with a header row.
 *
 * @see RFC 4180
 */
export function csvOf<Row>({ columns }: Tabular<Row>, rows: readonly Row[]): string {
  const records = [
    columns.map(({ name }) => name),
    ...rows.map((row) => columns.map(({ cell }) => cell(row) ?? '')),
  ];
  return stringify(records, { record_delimiter: '\r\n' });
}

/**
 * What the columns of a table mean, for programs.
 *
 * @see Metadata Vocabulary for Tabular Data, W3C Recommendation, 2015
 */
export function metadataOf({ title, columns }: Tabular<never>): object {
  return {
    '@context': 'http://www.w3.org/ns/csvw',
    'dc:title': title,
    dialect: { header: true, encoding: 'utf-8' },
    tableSchema: {
      columns: columns.map(({ name, title: columnTitle, datatype = 'string' }) => ({
        name,
        titles: columnTitle,
        datatype,
      })),
    },
  };
}
