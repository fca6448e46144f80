import type { Kysely } from 'kysely';
import type { FollowUpRow, ViewTables } from '../projections/index.js';
import { hotQuery, type HotQuery } from './hot-query.js';

/** Finds the follow-ups on a publication. */
export class FollowUpList {
  readonly #of: HotQuery<'publication' | 'after' | 'recordedMs', Pick<FollowUpRow, 'id'>>;

  constructor(views: Kysely<ViewTables>) {
    this.#of = hotQuery(views, ({ text, whole }) =>
      views
        .selectFrom('follow_ups')
        .select('id')
        .where('publication', '=', text('publication'))
        .where('id', '>', text('after'))
        .where('recorded_ms', '<=', whole('recordedMs'))
        .orderBy('id'),
    );
  }

  /** Their ids after a given one, in order of text, as far as they were recorded by then. */
  async idsOf(
    publication: string,
    known: { readonly after: string; readonly recordedMs: number },
  ): Promise<readonly string[]> {
    const rows = await this.#of({ publication, ...known });
    return rows.map(({ id }) => id);
  }
}
