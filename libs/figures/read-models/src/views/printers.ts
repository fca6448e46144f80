import type { Kysely } from 'kysely';
import type { ViewTables } from '../projections/index.js';
import type { Clocks } from './clocks.js';
import { isSeen } from './figures-at.js';
import { hotListQuery, type HotListQuery } from './hot-query.js';
import type { ViewReader } from './view-reader.js';

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

/** Filters figures by whether they are visible at both clocks. */
export async function seenFigures(
  reader: ViewReader,
  keys: readonly string[],
  clocks: Clocks,
): Promise<ReadonlySet<string>> {
  const printed = await reader.printers.of(keys, Date.parse(clocks.recordedBy));
  const ids = new Set(printed.map(({ publication }) => publication));
  const publications = await reader.publications(ids, clocks.recordedBy);
  const seen = printed.filter(({ publication }) =>
    isSeen(publications.of(publication), clocks),
  );
  return new Set(seen.map(({ key }) => key));
}
