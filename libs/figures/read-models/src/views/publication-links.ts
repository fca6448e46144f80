import type { Instant } from '@ledger/kernel';
import type { Kysely } from 'kysely';
import type { PublicationLinkRow, ViewTables } from '../projections/index.js';
import { hotListQuery, type HotListQuery } from './hot-query.js';

/** One publication's relation to another. */
export type Link = Pick<PublicationLinkRow, 'id' | 'relation' | 'other'>;

/** Finds the publications that correct a publication, and those that it supersedes. */
export class PublicationLinks {
  readonly #of: HotListQuery<'recordedMs', Link>;

  constructor(views: Kysely<ViewTables>) {
    this.#of = hotListQuery(views, (ids, { whole }) =>
      views
        .selectFrom('publication_links')
        .select(['id', 'relation', 'other'])
        .where('id', 'in', ids)
        .where('recorded_ms', '<=', whole('recordedMs'))
        .orderBy('id')
        .orderBy('relation')
        .orderBy('other'),
    );
  }

  /** The links of some publications that were recorded by then, in order of the other's id. */
  of(ids: readonly string[], recordedBy: Instant): Promise<readonly Link[]> {
    return this.#of(ids, { recordedMs: Date.parse(recordedBy) });
  }
}
