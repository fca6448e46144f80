import { LEDGER_EVENTS, type FigureEvent } from '@ledger/figures-domain';
import type { EventRecord } from '@ledger/kernel';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { ChangeRow, ViewTables } from '../projections/index.js';
import { below } from '../views/name-range.js';
import {
  hotListQuery,
  hotQuery,
  type HotListQuery,
  type HotQuery,
} from '../views/hot-query.js';
import { storedBytes } from '../views/stored-bytes.js';
import type { PlacedRecord, RecordedFigure } from './folded-figure.js';

/** Positions in the log: behind the first, up to the last. */
export interface Stretch {
  readonly after: number;
  readonly upTo: number;
}

interface EventBody {
  readonly position: number;
  readonly body: string;
}

interface KeyRow {
  readonly key: string;
}

/** Keys that are read at once. */
const KEYS_A_PAGE = 512;

/** Reads the views that moves are derived from. */
export class ChangesReader {
  readonly #views: Kysely<ViewTables>;
  readonly #entries: HotListQuery<'upTo', EventBody & KeyRow>;
  readonly #repeated: HotQuery<'place' | 'limit', KeyRow>;
  readonly #printedAgain: HotQuery<keyof Stretch, KeyRow>;
  readonly #registries: HotQuery<keyof Stretch, EventBody>;
  readonly #open: HotListQuery<'recordedMs', ChangeRow>;

  constructor(views: Kysely<ViewTables>) {
    this.#views = views;
    this.#entries = hotListQuery(views, (keys, { whole }) =>
      views
        .selectFrom('entries')
        .select(['position', 'key', 'body'])
        .where('key', 'in', keys)
        .where('position', '<=', whole('upTo'))
        .orderBy('key')
        .orderBy('position'),
    );
    this.#repeated = hotQuery(views, ({ text, whole }) =>
      views
        .selectFrom('entries')
        .select('key')
        .where('key', '>', text('place'))
        .groupBy('key')
        .having((on) => on.fn.countAll(), '>', 1)
        .orderBy('key')
        .limit(whole('limit')),
    );
    this.#printedAgain = hotQuery(views, ({ whole }) =>
      views
        .selectFrom('entries')
        .leftJoin('figures', 'figures.position', 'entries.position')
        .select('entries.key')
        .distinct()
        .where('entries.position', '>', whole('after'))
        .where('entries.position', '<=', whole('upTo'))
        .where('figures.position', 'is', null),
    );
    this.#registries = hotQuery(views, ({ whole }) =>
      views
        .selectFrom('register_events')
        .select(['position', 'body'])
        .where('position', '>', whole('after'))
        .where('position', '<=', whole('upTo'))
        .where('kind', 'in', ['publication', 'ownership', 'area'])
        .orderBy('position'),
    );
    this.#open = hotListQuery(views, (figures, { whole }) =>
      views
        .selectFrom('changes')
        .selectAll()
        .where('figure', 'in', figures.map(asWhole))
        .where('recorded_ms', '<=', whole('recordedMs'))
        .where((on) =>
          on.or([on('recorded_to', 'is', null), on('recorded_to', '>', whole('recordedMs'))]),
        ),
    );
  }

  /** Keys of all figures with more than one event, in order, page by page. */
  async *keysOfRepeated(): AsyncGenerator<readonly string[], void, undefined> {
    for (let place = ''; ;) {
      const rows = await this.#repeated({ place, limit: KEYS_A_PAGE });
      const last = rows.at(-1);
      if (last !== undefined) yield rows.map(({ key }) => key);
      if (last === undefined || rows.length < KEYS_A_PAGE) return;
      place = last.key;
    }
  }

  /** Keys of the figures with an event in a stretch of the log that is not their first. */
  async keysPrintedAgain(stretch: Stretch): Promise<readonly string[]> {
    return (await this.#printedAgain({ ...stretch })).map(({ key }) => key);
  }

  /** What was registered of publications, owners and areas in a stretch of the log. */
  async registered(stretch: Stretch): Promise<readonly EventRecord[]> {
    const rows = await this.#registries({ ...stretch });
    return rows.map((row) => LEDGER_EVENTS.decode(storedBytes(row)));
  }

  /** Keys of all figures that a publication printed. */
  async keysOfPublication(publication: string): Promise<readonly string[]> {
    const rows = await this.#views
      .selectFrom('entries')
      .select('key')
      .distinct()
      .where('publication', '=', publication)
      .execute();
    return rows.map(({ key }) => key);
  }

  /** Keys of the figures that have moves: of a measure and all below it, or of all. */
  async keysWithMoves(measures: string | undefined): Promise<readonly string[]> {
    const moved = this.#views
      .selectFrom('changes')
      .innerJoin('figures', 'figures.position', 'changes.figure')
      .select('figures.key')
      .distinct();
    if (measures === undefined) return (await moved.execute()).map(({ key }) => key);
    const { from, to } = below(measures);
    const rows = await moved
      .where((on) =>
        on.or([
          on('changes.measure', '=', measures),
          on.and([on('changes.measure', '>', from), on('changes.measure', '<', to)]),
        ]),
      )
      .execute();
    return rows.map(({ key }) => key);
  }

  /**
   * What was recorded of some figures up to a position, in order of the keys.
   *
   * @throws {ViewsUnavailable} also if the log has lost one of the events
   */
  async recorded(keys: readonly string[], upTo: number): Promise<readonly RecordedFigure[]> {
    const records = new Map<string, PlacedRecord[]>();
    for (const row of await this.#entries(keys, { upTo })) {
      const record = LEDGER_EVENTS.decode(storedBytes(row)) as EventRecord<FigureEvent>;
      const placed = { position: row.position, record };
      const known = records.get(row.key);
      if (known === undefined) records.set(row.key, [placed]);
      else known.push(placed);
    }
    return [...records].map(([key, of]) => ({ key, records: of }));
  }

  /** The rows of some figures that held at a moment, by the position of the figure. */
  async openAt(
    figures: readonly number[],
    recordedMs: number,
  ): Promise<ReadonlyMap<number, readonly ChangeRow[]>> {
    const open = new Map<number, ChangeRow[]>();
    for (const row of await this.#open(figures.map(String), { recordedMs })) {
      const known = open.get(row.figure);
      if (known === undefined) open.set(row.figure, [row]);
      else known.push(row);
    }
    return open;
  }
}

/** Lists of hot queries are texts. */
function asWhole(text: RawBuilder<string>): RawBuilder<number> {
  return sql<number>`cast(${text} as bigint)`;
}
