import type { EventRecord } from '@ledger/kernel';
import type { Kysely } from 'kysely';
import { LRUCache } from 'lru-cache';
import { LEDGER_EVENTS } from '@ledger/figures-domain';
import type { RegistryKind, ViewTables } from '../projections/index.js';
import { hotListQuery, hotQuery, type HotListQuery, type HotQuery } from './hot-query.js';
import { storedBytes } from './stored-bytes.js';

/** Events that are cached because they are read again and again; about 2 kB each. */
const RECORDS_MAX = 20_000;

interface EventPlace {
  readonly position: number;
  readonly id: string;
}

interface EventBody {
  readonly position: number;
  readonly body: string;
}

/** The events of one thing, by their position in the log. */
type EventsByThing = ReadonlyMap<string, readonly EventRecord[]>;

/** Things whose events are cached until the views move. */
const THINGS_MAX = 20_000;

/** Reads the registries; an event never changes, so it is decoded once while it is cached. */
export class RegistryReader {
  readonly #recent = new LRUCache<number, EventRecord>({ max: RECORDS_MAX });
  readonly #things = new Map<string, readonly EventRecord[]>();
  #mark = '';
  readonly #places: HotListQuery<'kind', EventPlace>;
  readonly #bodies: HotListQuery<'kind', EventBody>;
  readonly #ids: HotQuery<
    'kind' | 'from' | 'to' | 'recordedMs' | 'limit',
    { readonly id: string }
  >;

  constructor(views: Kysely<ViewTables>) {
    const events = views.selectFrom('register_events');
    this.#places = hotListQuery(views, (ids, { text }) =>
      events
        .select(['position', 'id'])
        .where('kind', '=', text('kind'))
        .where('id', 'in', ids)
        .orderBy('id')
        .orderBy('position'),
    );
    this.#bodies = hotListQuery(views, (ids, { text }) =>
      events
        .select(['position', 'body'])
        .where('kind', '=', text('kind'))
        .where('id', 'in', ids),
    );
    this.#ids = hotQuery(views, ({ text, whole }) =>
      events
        .select('id')
        .distinct()
        .where('kind', '=', text('kind'))
        .where('id', '>', text('from'))
        .where('id', '<', text('to'))
        .where('recorded_ms', '<=', whole('recordedMs'))
        .orderBy('id')
        .limit(whole('limit')),
    );
  }

  /**
   * Notes the current position of the views: what was cached before they moved is read again.
   */
  viewsAreAt(mark: string): void {
    if (mark === this.#mark) return;
    this.#mark = mark;
    this.#things.clear();
  }

  /** The events of each of some things, in order; a thing without events is not in the answer. */
  async eventsOf(kind: RegistryKind, ids: readonly string[]): Promise<EventsByThing> {
    const events = new Map<string, readonly EventRecord[]>();
    const unread: string[] = [];
    for (const id of ids) {
      const known = this.#things.get(`${kind} ${id}`);
      if (known === undefined) unread.push(id);
      else if (known.length > 0) events.set(id, known);
    }
    if (unread.length === 0) return events;
    const mark = this.#mark;
    const read = await this.#readEvents(kind, unread);
    for (const [id, records] of read) events.set(id, records);
    if (mark === this.#mark) this.#keep(kind, unread, read);
    return events;
  }

  #keep(kind: RegistryKind, ids: readonly string[], read: EventsByThing): void {
    if (this.#things.size + ids.length > THINGS_MAX) this.#things.clear();
    for (const id of ids) this.#things.set(`${kind} ${id}`, read.get(id) ?? []);
  }

  async #readEvents(kind: RegistryKind, ids: readonly string[]): Promise<EventsByThing> {
    const places = await this.#places(ids, { kind });
    const records = await this.#recordsAt(kind, places);
    const events = new Map<string, EventRecord[]>();
    for (const { position, id } of places) {
      const record = records.get(position);
      if (record === undefined) continue;
      const known = events.get(id);
      if (known === undefined) events.set(id, [record]);
      else known.push(record);
    }
    return events;
  }

  /** Ids in order of text, between two that are not among them. */
  async idsBetween(
    kind: RegistryKind,
    range: { readonly from: string; readonly to: string },
    known: { readonly recordedMs: number; readonly limit: number },
  ): Promise<readonly string[]> {
    const rows = await this.#ids({ kind, ...range, ...known });
    return rows.map(({ id }) => id);
  }

  async #recordsAt(
    kind: RegistryKind,
    places: readonly EventPlace[],
  ): Promise<ReadonlyMap<number, EventRecord>> {
    const records = new Map<number, EventRecord>();
    const missing = new Set<string>();
    for (const { position, id } of places) {
      const record = this.#recent.get(position);
      if (record === undefined) missing.add(id);
      else records.set(position, record);
    }
    if (missing.size === 0) return records;
    for (const row of await this.#bodies([...missing], { kind })) {
      const record = LEDGER_EVENTS.decode(storedBytes(row));
      records.set(row.position, record);
      this.#recent.set(row.position, record);
    }
    return records;
  }
}
