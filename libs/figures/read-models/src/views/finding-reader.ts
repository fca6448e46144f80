import type { Kysely } from 'kysely';
import type { FindingRow, ViewTables } from '../projections/index.js';
import { hotQuery, type HotQuery } from './hot-query.js';
import type { RegistryReader } from './registry-reader.js';
import { findingAt, type FindingAt } from './finding-at.js';
import type { Instant } from '@ledger/kernel';

/** Reads the findings that were raised. */
export class FindingReader {
  readonly #of: HotQuery<'publication' | 'recordedMs', Pick<FindingRow, 'id'>>;
  readonly #registries: RegistryReader;

  constructor(views: Kysely<ViewTables>, registries: RegistryReader) {
    this.#registries = registries;
    this.#of = hotQuery(views, ({ text, whole }) =>
      views
        .selectFrom('findings')
        .select('id')
        .where('publication', '=', text('publication'))
        .where('recorded_ms', '<=', whole('recordedMs'))
        .orderBy('id'),
    );
  }

  /** The findings about numbers of a publication that were raised by then. */
  async ofPublication(
    publication: string,
    recordedBy: Instant,
  ): Promise<ReadonlyMap<string, FindingAt>> {
    const rows = await this.#of({ publication, recordedMs: Date.parse(recordedBy) });
    const ids = rows.map(({ id }) => id);
    return this.#folded(ids, recordedBy);
  }

  /** One finding; null if it had not been raised by then. */
  async one(id: string, recordedBy: Instant): Promise<FindingAt | null> {
    return (await this.#folded([id], recordedBy)).get(id) ?? null;
  }

  async #folded(
    ids: readonly string[],
    recordedBy: Instant,
  ): Promise<ReadonlyMap<string, FindingAt>> {
    const events = await this.#registries.eventsOf('finding', ids);
    const found = new Map<string, FindingAt>();
    for (const id of ids) {
      const at = findingAt(events.get(id) ?? [], recordedBy);
      if (at !== null) found.set(id, at);
    }
    return found;
  }
}
