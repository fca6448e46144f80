import { MARKERS, sdmxPeriod } from '@ledger/figures-domain';
import { dimensions } from './columns.js';
import { breakAt, type SeriesRow } from './figure-tables.js';
import { csvOf, type Tabular } from './tabular.js';

const DATAFLOW = 'LEDGER:FIGURES(1.0)';

/** The SDMX status of a normal value. */
const NORMAL = 'A';

/**
 * A series as SDMX-CSV 1.0. Figures without a stated period are left out, because SDMX cannot
 * express them. Of several markers the first goes into SDMX's own column, and all of them into
 * one beside it.
 *
 * @see SDMX-CSV Field Guide 1.0
 */
export function sdmxCsvOf(rows: readonly SeriesRow[]): string {
  return csvOf(
    SDMX_POINTS,
    rows.filter(({ point }) => sdmxPeriod(point.period) !== null),
  );
}

const SDMX_POINTS: Tabular<SeriesRow> = {
  name: 'sdmx',
  title: 'A measure by area and period',
  columns: [
    { name: 'DATAFLOW', title: 'Dataflow', cell: () => DATAFLOW },
    { name: 'MEASURE', title: 'Measure', cell: ({ measure }) => measure },
    { name: 'REF_AREA', title: 'Area', cell: ({ line }) => line.area },
    { name: 'STATISTIC', title: 'Statistic', cell: ({ line }) => line.statistic },
    {
      name: 'COMPARED_WITH',
      title: 'Compared with',
      cell: ({ point }) => point.comparedWith ?? '_Z',
    },
    {
      name: 'BREAKDOWN',
      title: 'Breakdown',
      cell: ({ line }) => dimensions(line.breakdown) || '_T',
    },
    { name: 'TIME_PERIOD', title: 'Period', cell: ({ point }) => sdmxPeriod(point.period) },
    { name: 'OBS_VALUE', title: 'Value', cell: ({ point }) => point.valueInForce?.value },
    {
      name: 'OBS_STATUS',
      title: 'Status',
      cell: statusOf,
    },
    { name: 'UNIT_MEASURE', title: 'Unit', cell: ({ point }) => point.valueInForce?.unit },
    {
      name: 'MARKERS',
      title: 'Markers',
      cell: ({ point }) => point.valueInForce?.markers.join(' '),
    },
  ],
};

/** A printed marker takes precedence over the break at the figure. */
function statusOf(row: SeriesRow): string {
  const [first] = row.point.valueInForce?.markers ?? [];
  if (first !== undefined) return MARKERS[first].sdmx;
  return breakAt(row) === undefined ? NORMAL : MARKERS.b.sdmx;
}
