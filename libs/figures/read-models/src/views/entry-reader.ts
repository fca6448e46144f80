import {
  entriesOf,
  type ChainEntry,
  type FigureEvent,
  LEDGER_EVENTS,
} from '@ledger/figures-domain';
import { isTurnOver, nextTurn, type EventRecord } from '@ledger/kernel';
import type { Kysely } from 'kysely';
import type { EntryRow, ViewTables } from '../projections/index.js';
import { hotListQuery, type HotListQuery } from './hot-query.js';
import { storedBytes } from './stored-bytes.js';

/** A figure's event, as the log stores it. */
export type StoredEntry = Pick<EntryRow, 'position' | 'key' | 'body'>;

/** Reads the events of figures. */
export class EntryReader {
  readonly #ofFigures: HotListQuery<'recordedMs', StoredEntry>;

  constructor(views: Kysely<ViewTables>) {
    this.#ofFigures = hotListQuery(views, (keys, { whole }) =>
      views
        .selectFrom('entries')
        .select(['position', 'key', 'body'])
        .where('key', 'in', keys)
        .where('recorded_ms', '<=', whole('recordedMs'))
        .orderBy('key')
        .orderBy('position'),
    );
  }

  /**
   * The events of one figure in order of the log, as far as they were recorded by then.
   *
   * @throws {ViewsUnavailable} also if the log has lost one of them
   */
  async eventsOf(key: string, recordedMs: number): Promise<readonly StoredEntry[]> {
    const rows = await this.#ofFigures([key], { recordedMs });
    return rows.map((row) => ({ ...row, body: storedBytes(row) }));
  }

  /**
   * What was printed of each of some figures, as far as it was recorded by then, our mistakes
   * mended as far as they were known by then. A figure without any is not in the answer.
   *
   * @throws {ViewsUnavailable} also if the log has lost one of the events
   */
  async printsOf(
    keys: readonly string[],
    recordedMs: number,
  ): Promise<ReadonlyMap<string, readonly ChainEntry[]>> {
    const records = new Map<string, EventRecord<FigureEvent>[]>();
    for (const row of await this.#ofFigures(keys, { recordedMs })) {
      if (isTurnOver()) await nextTurn();
      const { key } = row;
      const record = LEDGER_EVENTS.decode(storedBytes(row)) as EventRecord<FigureEvent>;
      const known = records.get(key);
      if (known === undefined) records.set(key, [record]);
      else known.push(record);
    }
    const prints = new Map<string, readonly ChainEntry[]>();
    for (const [key, events] of records) prints.set(key, entriesOf(events));
    return prints;
  }
}
