import { parseFigureKey, type FigureIdentity, type Statistic } from '@ledger/figures-domain';
import { canonicalJson } from '@ledger/kernel';
import type { FigureStreams } from '../../views/figure-streams.js';
import { SeriesTooWide } from '../../views/read-refusals.js';
import type { ChoiceRow } from './series-choices.js';

/** The filter for a measure's figures. */
export interface SeriesFilter {
  readonly measure: string;
  /** All areas, a line for each, if absent. */
  readonly area?: string;
  /** `value` if absent. */
  readonly statistic?: Statistic;
  /** Exactly these dimensions; none by default. */
  readonly breakdown?: Readonly<Record<string, string>>;
  /** Of changes and shares, only those that compare with this. */
  readonly comparedWith?: string;
}

/** The figures of one area with one statistic and one breakdown. */
export interface FoundLine {
  readonly area: string;
  readonly statistic: string;
  readonly breakdown: Readonly<Record<string, string>>;
  readonly keys: readonly string[];
}

type LineRow = ChoiceRow & Pick<FigureIdentity, 'comparedWith'>;

/** Figures of a measure that are looked at to answer for a series. */
const LOOKED_AT_MAX = 50_000;
/** Figures in one answer. */
export const SERIES_FIGURES_MAX = 5_000;

/**
 * The lines of a series, in order of area, and all figures there are of the measure.
 *
 * @throws {SeriesTooWide}
 */
export async function linesOf(
  figures: FigureStreams,
  filter: SeriesFilter,
  recordedMs: number,
): Promise<{ readonly lines: readonly FoundLine[]; readonly rows: readonly ChoiceRow[] }> {
  const rows = await rowsOf(figures, filter, recordedMs);
  const wanted = rows.filter(matches(filter));
  if (wanted.length > SERIES_FIGURES_MAX) {
    throw new SeriesTooWide(filter.measure, SERIES_FIGURES_MAX);
  }
  const byArea = Map.groupBy(wanted, ({ area }) => area);
  const { statistic = 'value', breakdown = {} } = filter;
  const lines = [...byArea].map(([area, ofArea]) => {
    const keys = ofArea.map(({ key }) => key);
    return { area, statistic, breakdown, keys };
  });
  return { lines, rows };
}

async function rowsOf(
  figures: FigureStreams,
  { measure, area }: SeriesFilter,
  recordedMs: number,
): Promise<readonly LineRow[]> {
  const from = area === undefined ? `${measure}/` : `${measure}/${area}/`;
  const to = `${from.slice(0, -1)}0`;
  const limit = LOOKED_AT_MAX + 1;
  const keys = await figures.keysBetween({ from, to }, { recordedMs, limit });
  if (keys.length === limit) throw new SeriesTooWide(measure, LOOKED_AT_MAX);
  return keys.map((key) => {
    const { breakdown, ...identity } = parseFigureKey(key);
    return { key, ...identity, breakdown: canonicalJson(breakdown) };
  });
}

function matches(filter: SeriesFilter): (row: LineRow) => boolean {
  const { statistic = 'value', comparedWith } = filter;
  const breakdown = canonicalJson(filter.breakdown ?? {});
  return (row) =>
    row.statistic === statistic &&
    row.breakdown === breakdown &&
    (comparedWith === undefined || row.comparedWith === comparedWith);
}
