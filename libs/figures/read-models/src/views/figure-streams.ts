import { sql, type Kysely } from 'kysely';
import type { ViewTables } from '../projections/index.js';
import { hotQuery, type HotQuery } from './hot-query.js';
import { KeysInBlocks, concatenation, type KeyStream } from './key-stream.js';

type KeyRow = { readonly key: string };
type KeyQuery = HotQuery<'of' | 'place' | 'recordedMs' | 'limit', KeyRow>;

/** Where figures are looked up: a table and a column, with an index over both. */
const SOURCES = {
  area: ['figures', 'area'],
  period: ['figures', 'period'],
  marker: ['marked_figures', 'marker'],
  publication: ['entries', 'publication'],
  number: ['entries', 'number'],
} as const;

/** What figures can be found by, beside their measure. */
export type FigureSource = keyof typeof SOURCES;

/** The figures of something as a stream of keys, as far as they were recorded by some moment. */
export class FigureStreams {
  readonly #range: HotQuery<'from' | 'to' | 'recordedMs' | 'limit', KeyRow>;
  readonly #bySource: ReadonlyMap<FigureSource, KeyQuery>;

  constructor(views: Kysely<ViewTables>) {
    this.#range = hotQuery(views, ({ text, whole }) =>
      views
        .selectFrom('entries')
        .select('key')
        .distinct()
        .where('key', '>=', text('from'))
        .where('key', '<', text('to'))
        .where('recorded_ms', '<=', whole('recordedMs'))
        .orderBy('key')
        .limit(whole('limit')),
    );
    const sources = Object.keys(SOURCES) as FigureSource[];
    this.#bySource = new Map(sources.map((source) => [source, keyQuery(views, source)]));
  }

  /** The figures of one area, period, marker, publication or number. */
  of(source: FigureSource, name: string, recordedMs: number): KeyStream {
    const query = this.#bySource.get(source);
    return new KeysInBlocks(async (place, limit) =>
      keysOf((await query?.({ of: name, place, recordedMs, limit })) ?? []),
    );
  }

  /** The figures of a measure and of all below it. */
  under(measure: string, recordedMs: number): KeyStream {
    // A dot, which leads below, and a slash, which ends the measure, are neighbours in this order.
    return this.#between(`${measure}.`, `${measure}0`, recordedMs);
  }

  /** The figures of some measures. */
  ofMeasures(codes: readonly string[], recordedMs: number): KeyStream {
    const starts = codes.map((code) => `${code}/`).sort();
    return concatenation(
      starts.map((start) => this.#between(start, `${start.slice(0, -1)}0`, recordedMs)),
    );
  }

  /** All figures. */
  all(recordedMs: number): KeyStream {
    return this.#between('', '~', recordedMs);
  }

  /** Up to so many keys from one key on, and before another. */
  async keysBetween(
    range: { readonly from: string; readonly to: string },
    known: { readonly recordedMs: number; readonly limit: number },
  ): Promise<readonly string[]> {
    return keysOf(await this.#range({ ...range, ...known }));
  }

  #between(from: string, to: string, recordedMs: number): KeyStream {
    return new KeysInBlocks(async (place, limit) => {
      if (place >= to) return [];
      const range = { from: place > from ? place : from, to };
      return this.keysBetween(range, { recordedMs, limit });
    });
  }
}

function keyQuery(views: Kysely<ViewTables>, source: FigureSource): KeyQuery {
  const [table, column] = SOURCES[source];
  return hotQuery(views, ({ text, whole }) => {
    const query = sql<KeyRow>`
      select distinct key from ${sql.table(table)}
      where ${sql.ref(column)} = ${text('of')} and key >= ${text('place')}
        and recorded_ms <= ${whole('recordedMs')}
      order by key limit ${whole('limit')}`;
    return { compile: () => query.compile(views) };
  });
}

function keysOf(rows: readonly KeyRow[]): readonly string[] {
  return rows.map(({ key }) => key);
}
