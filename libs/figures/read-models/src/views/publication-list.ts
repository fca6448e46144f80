import type { Kysely } from 'kysely';
import type { PublicationRow, ViewTables } from '../projections/index.js';
import { hotQuery, type HotQuery } from './hot-query.js';

/** A publication in the order of publication. */
export type PublicationPlace = Pick<PublicationRow, 'published_from' | 'id'>;

/** A publication as lists find it. */
export type ListedPublication = PublicationPlace & Pick<PublicationRow, 'publisher'>;

/** Behind the newest publication. */
export const NEWEST: PublicationPlace = { published_from: '~', id: '' };

/** Reads publications in order of publication, the newest first. */
export class PublicationList {
  readonly #before: HotQuery<'date' | 'id' | 'recordedMs' | 'limit', ListedPublication>;

  constructor(views: Kysely<ViewTables>) {
    this.#before = hotQuery(views, ({ text, whole }) =>
      views
        .selectFrom('publications')
        .select(['published_from', 'id', 'publisher'])
        .where((eb) =>
          eb(eb.refTuple('published_from', 'id'), '<', eb.tuple(text('date'), text('id'))),
        )
        .where('recorded_ms', '<=', whole('recordedMs'))
        .orderBy('published_from', 'desc')
        .orderBy('id', 'desc')
        .limit(whole('limit')),
    );
  }

  /** Those before a position in this order that were recorded by then. */
  before(
    { published_from: date, id }: PublicationPlace,
    known: { readonly recordedMs: number; readonly limit: number },
  ): Promise<readonly ListedPublication[]> {
    return this.#before({ date, id, ...known });
  }
}
