import type {
  FoundFigure,
  PrintedFigure,
  SeriesAnswer,
  SeriesLine,
  SeriesPoint,
} from '@ledger/figures-read-models';
import {
  dimensions,
  figureColumns,
  locatorColumns,
  printedColumns,
  publicationColumns,
  sinceColumns,
} from './columns.js';
import type { Tabular } from './tabular.js';

/** Figures that were found, with the value in force. */
export const FOUND_FIGURES: Tabular<FoundFigure> = {
  name: 'found-figures',
  title: 'Figures found, with the value in force',
  columns: [
    ...figureColumns((found: FoundFigure) => found),
    { name: 'measure_title', title: 'Measure, in words', cell: (found) => found.measureTitle },
    { name: 'state', title: 'State', cell: (found) => found.state },
    ...printedColumns((found: FoundFigure) => found.valueInForce),
    ...publicationColumns((found: FoundFigure) => found.valueInForce?.publication),
    ...sinceColumns((found: FoundFigure) => found.valueInForce),
  ],
};

/** What a publication printed, in the order of its own pages. */
export const PRINTED_FIGURES: Tabular<PrintedFigure> = {
  name: 'printed-figures',
  title: 'What a publication printed, in the order of its pages',
  columns: [
    ...figureColumns((printed: PrintedFigure) => printed),
    {
      name: 'measure_title',
      title: 'Measure, in words',
      cell: (printed) => printed.measureTitle,
    },
    ...printedColumns((printed: PrintedFigure) => printed),
    { name: 'role', title: 'Role', cell: (printed) => printed.role },
    ...locatorColumns((printed: PrintedFigure) => printed.locator),
    { name: 'move', title: 'What it did to the figure', cell: (printed) => printed.move },
    { name: 'kind', title: 'Kind of revision', cell: (printed) => printed.kind },
    { name: 'note', title: 'Note', cell: (printed) => printed.note },
    { name: 'event_id', title: 'Event', cell: (printed) => printed.eventId },
    {
      name: 'recorded_at',
      title: 'Recorded at',
      datatype: 'dateTime',
      cell: (printed) => printed.recordedAt,
    },
  ],
};

/** A point of a series with the line it is on. */
export interface SeriesRow {
  readonly measure: string;
  readonly line: SeriesLine;
  readonly point: SeriesPoint;
}

/** A measure's figures by area and period. */
export const SERIES_POINTS: Tabular<SeriesRow> = {
  name: 'series',
  title: 'A measure by area and period, with the value in force',
  columns: [
    { name: 'key', title: 'Key', cell: ({ point }) => point.key },
    { name: 'measure', title: 'Measure', cell: ({ measure }) => measure },
    { name: 'area', title: 'Area', cell: ({ line }) => line.area },
    { name: 'period', title: 'Period', cell: ({ point }) => point.period },
    { name: 'statistic', title: 'Statistic', cell: ({ line }) => line.statistic },
    { name: 'compared_with', title: 'Compared with', cell: ({ point }) => point.comparedWith },
    { name: 'breakdown', title: 'Breakdown', cell: ({ line }) => dimensions(line.breakdown) },
    { name: 'state', title: 'State', cell: ({ point }) => point.state },
    ...printedColumns(({ point }: SeriesRow) => point.valueInForce),
    ...publicationColumns(({ point }: SeriesRow) => point.valueInForce?.publication),
    ...sinceColumns(({ point }: SeriesRow) => point.valueInForce),
    {
      name: 'definition_version',
      title: 'On definition version',
      datatype: 'integer',
      cell: ({ point }) => point.valueInForce?.definitionVersion,
    },
    { name: 'series_break', title: 'Break before it', cell: (row) => breakAt(row) && 'yes' },
  ],
};

/** The break of its line that a point follows. */
export function breakAt({ line, point }: SeriesRow): SeriesLine['breaks'][number] | undefined {
  return line.breaks.find(({ key }) => key === point.key);
}

/** The points of all lines of a series, line by line. */
export function seriesRows({ measure, lines }: SeriesAnswer): readonly SeriesRow[] {
  return lines.flatMap((line) =>
    line.points.map((point) => ({ measure: measure.code, line, point })),
  );
}
