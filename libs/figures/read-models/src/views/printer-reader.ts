import type { Kysely } from 'kysely';
import type { ViewTables } from '../projections/index.js';
import { hotListQuery, type HotListQuery } from './hot-query.js';

/** A figure and a publication that printed it. */
export interface Printed {
  readonly key: string;
  readonly publication: string;
}

/** Finds the publications that printed figures, without reading what they printed. */
export class PrinterReader {
  readonly #ofFigures: HotListQuery<'recordedMs', Printed>;

  constructor(views: Kysely<ViewTables>) {
    this.#ofFigures = hotListQuery(views, (keys, { whole }) =>
      views
        .selectFrom('entries')
        .select(['key', 'publication'])
        .$narrowType<{ publication: string }>()
        .distinct()
        .where('key', 'in', keys)
        .where('publication', 'is not', null)
        .where('recorded_ms', '<=', whole('recordedMs')),
    );
  }

  /** Each pair once, in no order, as far as it was recorded by then. */
  of(keys: readonly string[], recordedMs: number): Promise<readonly Printed[]> {
    return this.#ofFigures(keys, { recordedMs });
  }
}
