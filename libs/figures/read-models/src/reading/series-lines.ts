import type { Statistic } from '@ledger/figures-domain';
import { canonicalJson } from '@ledger/kernel';
import type { Kysely } from 'kysely';
import type { FigureRow, ViewTables } from '../projections/index.js';
import { hotQuery, type HotQuery } from './hot-query.js';
import { SeriesTooWide } from './read-refusals.js';

/** Which of a measure's figures are wanted. */
export interface SeriesFilter {
  readonly measure: string;
  /** All areas, a line for each, if none is told. */
  readonly area?: string;
  /** `value` if none is told. */
  readonly statistic?: Statistic;
  /** Exactly these dimensions; none by default. */
  readonly breakdown?: Readonly<Record<string, string>>;
  /** Of changes and shares, only those that compare with this. */
  readonly comparedWith?: string;
}

/** What a measure has figures for, in order of text. */
export interface SeriesChoices {
  readonly areas: readonly string[];
  readonly statistics: readonly string[];
  readonly breakdowns: readonly Readonly<Record<string, string>>[];
}

/** The figures of one area with one statistic and one breakdown. */
export interface FoundLine {
  readonly area: string;
  readonly statistic: string;
  readonly breakdown: Readonly<Record<string, string>>;
  readonly keys: readonly string[];
}

type LineRow = Pick<FigureRow, 'key' | 'area' | 'statistic' | 'compared_with' | 'breakdown'>;

/** Figures of a measure that are looked at to answer for a series. */
const LOOKED_AT_MAX = 50_000;
/** Figures in one answer. */
export const SERIES_FIGURES_MAX = 5_000;

/** Finds the figures of measures. */
export class SeriesReader {
  readonly #figures: HotQuery<'from' | 'to' | 'recordedMs' | 'limit', LineRow>;

  constructor(views: Kysely<ViewTables>) {
    this.#figures = hotQuery(views, ({ text, whole }) =>
      views
        .selectFrom('figures')
        .select(['key', 'area', 'statistic', 'compared_with', 'breakdown'])
        .where('key', '>=', text('from'))
        .where('key', '<', text('to'))
        .where('recorded_ms', '<=', whole('recordedMs'))
        .orderBy('key')
        .limit(whole('limit')),
    );
  }

  /** @throws {SeriesTooWide} there are more than anybody could look at */
  async figuresOf(
    { measure, area }: SeriesFilter,
    recordedMs: number,
  ): Promise<readonly LineRow[]> {
    const from = area === undefined ? `${measure}/` : `${measure}/${area}/`;
    const to = `${from.slice(0, -1)}0`;
    const limit = LOOKED_AT_MAX + 1;
    const rows = await this.#figures({ from, to, recordedMs, limit });
    if (rows.length === limit) throw new SeriesTooWide(measure, LOOKED_AT_MAX);
    return rows;
  }
}

/**
 * The lines of a series, in order of area, and what else there is.
 *
 * @throws {SeriesTooWide}
 */
export async function linesOf(
  reader: SeriesReader,
  filter: SeriesFilter,
  recordedMs: number,
): Promise<{ readonly lines: readonly FoundLine[]; readonly choices: SeriesChoices }> {
  const rows = await reader.figuresOf(filter, recordedMs);
  const wanted = rows.filter(matches(filter));
  if (wanted.length > SERIES_FIGURES_MAX) {
    throw new SeriesTooWide(filter.measure, SERIES_FIGURES_MAX);
  }
  const byArea = Map.groupBy(wanted, ({ area }) => area);
  const { statistic = 'value', breakdown = {} } = filter;
  const lines = [...byArea].map(([area, figures]) => {
    const keys = figures.map(({ key }) => key);
    return { area, statistic, breakdown, keys };
  });
  return { lines, choices: choicesOf(rows) };
}

function matches(filter: SeriesFilter): (row: LineRow) => boolean {
  const { statistic = 'value', comparedWith } = filter;
  const breakdown = canonicalJson(filter.breakdown ?? {});
  return (row) =>
    row.statistic === statistic &&
    row.breakdown === breakdown &&
    (comparedWith === undefined || row.compared_with === comparedWith);
}

function choicesOf(rows: readonly LineRow[]): SeriesChoices {
  const distinct = (texts: readonly string[]) => [...new Set(texts)].sort();
  return {
    areas: distinct(rows.map(({ area }) => area)),
    statistics: distinct(rows.map(({ statistic }) => statistic)),
    breakdowns: distinct(rows.map(({ breakdown }) => breakdown)).map(
      (text) => JSON.parse(text) as Record<string, string>,
    ),
  };
}
