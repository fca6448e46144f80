import type { Kysely } from 'kysely';
import type { ViewTables } from '../projections/index.js';
import { hotQuery, type HotQuery, type Places } from './hot-query.js';

/** The sort key of an appearance, in reading order. */
export interface PagePlace {
  readonly line: number;
  readonly cell: number;
  readonly occurrence: number;
  readonly position: number;
}

/** An appearance by its locator, its figure and its event. */
export interface PlacedAppearance extends PagePlace {
  readonly key: string;
  readonly event_id: string;
}

interface EventIdRow {
  readonly event_id: string;
}

interface TypeCount {
  readonly type: string;
  readonly count: number;
}

/** Sorts before every locator. */
export const PAGE_START: PagePlace = { line: -1, cell: 0, occurrence: 0, position: 0 };

/**
 * Each batch of ids is found by going through all of the publication's: the ids of few are read in
 * more than one.
 */
const IDS_AT_ONCE = 100_000;

/** Of a seal, which counts what stands now. */
const EVER = Number.MAX_SAFE_INTEGER;

/** Reads what a publication printed, without what was known by then to be a mistake of ours. */
export class PublicationEntries {
  readonly #placed: HotQuery<
    'publication' | 'recordedMs' | 'limit' | keyof PagePlace,
    PlacedAppearance
  >;
  readonly #ids: HotQuery<'publication' | 'recordedMs' | 'after' | 'limit', EventIdRow>;
  readonly #counts: HotQuery<'publication' | 'recordedMs', TypeCount>;

  constructor(views: Kysely<ViewTables>) {
    const entries = views.selectFrom('entries');
    this.#placed = hotQuery(views, ({ text, whole }) =>
      entries
        .select(['line', 'cell', 'occurrence', 'position', 'key', 'event_id'])
        .where('publication', '=', text('publication'))
        .where('recorded_ms', '<=', whole('recordedMs'))
        .where('event_id', 'not in', retractedIn(views, { text, whole }))
        .where((eb) =>
          eb(
            eb.refTuple('line', 'cell', 'occurrence', 'position'),
            '>',
            eb.tuple(whole('line'), whole('cell'), whole('occurrence'), whole('position')),
          ),
        )
        .orderBy('line')
        .orderBy('cell')
        .orderBy('occurrence')
        .orderBy('position')
        .limit(whole('limit')),
    );
    this.#ids = hotQuery(views, ({ text, whole }) =>
      entries
        .select('event_id')
        .where('publication', '=', text('publication'))
        .where('event_id', '>', text('after'))
        .where('event_id', 'not in', retractedIn(views, { text, whole }))
        .orderBy('event_id')
        .limit(whole('limit')),
    );
    this.#counts = hotQuery(views, ({ text, whole }) =>
      entries
        .select(['type', ({ fn }) => fn.countAll<number>().as('count')])
        .where('publication', '=', text('publication'))
        .where('recorded_ms', '<=', whole('recordedMs'))
        .where('event_id', 'not in', retractedIn(views, { text, whole }))
        .groupBy('type')
        .orderBy('type'),
    );
  }

  /**
   * Appearances after a locator, in order of the page, as far as they were recorded by then.
   */
  placed(
    publication: string,
    after: PagePlace,
    known: { readonly recordedMs: number; readonly limit: number },
  ): Promise<readonly PlacedAppearance[]> {
    const { line, cell, occurrence, position } = after;
    return this.#placed({ publication, line, cell, occurrence, position, ...known });
  }

  /** How many events of each type its appearances led to. */
  async countsByType(
    publication: string,
    recordedMs: number,
  ): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#counts({ publication, recordedMs });
    return new Map(rows.map(({ type, count }) => [type, count]));
  }

  /** The event ids of all its appearances as they stand now, in order of text, in batches. */
  async *eventIds(publication: string): AsyncGenerator<readonly string[], void, undefined> {
    for (let after = ''; ;) {
      const rows = await this.#ids({
        publication,
        recordedMs: EVER,
        after,
        limit: IDS_AT_ONCE,
      });
      yield rows.map((row) => row.event_id);
      const last = rows.at(-1);
      if (last === undefined || rows.length < IDS_AT_ONCE) return;
      after = last.event_id;
    }
  }
}

function retractedIn(
  views: Kysely<ViewTables>,
  { text, whole }: Places<'publication' | 'recordedMs'>,
) {
  return views
    .selectFrom('retractions')
    .select('event_id')
    .where('publication', '=', text('publication'))
    .where('recorded_ms', '<=', whole('recordedMs'));
}
