import type { FigureIdentity, Locator, PrintedValue } from '@ledger/figures-domain';
import type { PublicationRef, ValueInForce } from '@ledger/figures-read-models';
import type { Column } from './tabular.js';

/** The columns that identify a row's figure. */
export function figureColumns<Row>(
  of: (row: Row) => { readonly key: string; readonly figure: FigureIdentity },
): readonly Column<Row>[] {
  const figure = (row: Row) => of(row).figure;
  return [
    { name: 'key', title: 'Key', cell: (row) => of(row).key },
    { name: 'measure', title: 'Measure', cell: (row) => figure(row).measure },
    { name: 'area', title: 'Area', cell: (row) => figure(row).area },
    { name: 'period', title: 'Period', cell: (row) => figure(row).period },
    { name: 'statistic', title: 'Statistic', cell: (row) => figure(row).statistic },
    { name: 'compared_with', title: 'Compared with', cell: (row) => figure(row).comparedWith },
    { name: 'breakdown', title: 'Breakdown', cell: (row) => dimensions(figure(row).breakdown) },
  ];
}

/** The columns of a number as printed; empty where there is none. */
export function printedColumns<Row>(
  of: (row: Row) => PrintedValue | null,
): readonly Column<Row>[] {
  return [
    { name: 'value', title: 'Value', datatype: 'decimal', cell: (row) => of(row)?.value },
    { name: 'printed', title: 'As printed', cell: (row) => of(row)?.printed },
    { name: 'unit', title: 'Unit', cell: (row) => of(row)?.unit },
    { name: 'scale', title: 'Scale', datatype: 'integer', cell: (row) => of(row)?.scale },
    { name: 'qualifier', title: 'Qualifier', cell: (row) => of(row)?.qualifier },
    { name: 'markers', title: 'Markers', cell: (row) => of(row)?.markers.join(' ') },
    { name: 'precision', title: 'Precision', cell: (row) => of(row)?.precision },
  ];
}

/** The columns that identify a number's publication. */
export function publicationColumns<Row>(
  of: (row: Row) => PublicationRef | undefined,
): readonly Column<Row>[] {
  return [
    { name: 'publication', title: 'Publication', cell: (row) => of(row)?.id },
    { name: 'published', title: 'Published', cell: (row) => of(row)?.published },
    { name: 'publisher', title: 'Publisher', cell: (row) => of(row)?.publisher },
  ];
}

/**
 * The columns with the dates since when a value holds, and since when it is printed as it is.
 */
export function sinceColumns<Row>(
  of: (row: Row) => ValueInForce | null,
): readonly Column<Row>[] {
  const since = (row: Row) => of(row)?.since;
  const textSince = (row: Row) => of(row)?.textSince;
  return [
    {
      name: 'since_publication',
      title: 'First given by',
      cell: (row) => since(row)?.publication,
    },
    { name: 'since_published', title: 'In force since', cell: (row) => since(row)?.published },
    { name: 'since_printed', title: 'First printed as', cell: (row) => since(row)?.printed },
    {
      name: 'text_since_publication',
      title: 'First printed like this by',
      cell: (row) => textSince(row)?.publication,
    },
    {
      name: 'text_since_published',
      title: 'Printed like this since',
      cell: (row) => textSince(row)?.published,
    },
  ];
}

/** The columns with a number's locator. */
export function locatorColumns<Row>(of: (row: Row) => Locator): readonly Column<Row>[] {
  return [
    { name: 'section', title: 'Section', cell: (row) => of(row).section },
    { name: 'paragraph', title: 'Paragraph', cell: (row) => of(row).paragraph },
    { name: 'table', title: 'Table', cell: (row) => of(row).table },
    { name: 'row', title: 'Row', cell: (row) => of(row).row },
    { name: 'column', title: 'Column', cell: (row) => of(row).column },
    { name: 'line', title: 'Line', datatype: 'integer', cell: (row) => of(row).line },
    {
      name: 'occurrence',
      title: 'Occurrence on the line',
      datatype: 'integer',
      cell: (row) => of(row).occurrence,
    },
    { name: 'reference', title: 'Reference', cell: (row) => of(row).reference },
  ];
}

/** Dimensions as figure sheets write them: `channel=101;sex=female`. */
export function dimensions(breakdown: Readonly<Record<string, string>>): string {
  return Object.entries(breakdown)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join(';');
}
