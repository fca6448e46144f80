import type { DefinedMeasure } from '@ledger/figures-domain';
import type { EventRecord, Instant } from '@ledger/kernel';
import type { Kysely } from 'kysely';
import {
  changesProjection,
  FIGURE_PROJECTIONS,
  type RegistryKind,
  type ViewTables,
} from '../projections/index.js';
import { ChangeList } from './change-list.js';
import { askedMoment, settledClocks, type AskedClocks, type Clocks } from './clocks.js';
import { EntryReader } from './entry-reader.js';
import { FindingReader } from './finding-reader.js';
import { FigureStreams } from './figure-streams.js';
import { FollowUpList } from './follow-up-list.js';
import { DerivedPresent } from './derived-present.js';
import { FreshnessReader } from './freshness.js';
import { PresentReader } from './present-reader.js';
import { PrinterReader } from './printer-reader.js';
import { PublicationEntries } from './publication-entries.js';
import { PublicationLinks } from './publication-links.js';
import { PublicationList } from './publication-list.js';
import { RegistryReader } from './registry-reader.js';
import { LazyMap } from './lazy-map.js';
import { publicationAt, type PublicationAt } from './publication-at.js';
import { measureAt } from './registries-at.js';
import { WordReader } from './word-reader.js';

/** What reading needs from outside. */
export interface ViewReaderOptions {
  readonly views: Kysely<ViewTables>;
  /** The machine's clock. */
  readonly now: () => Instant;
  /**
   * The last position of the log: a query about a past moment waits until the views reflect all
   * that was recorded by then. Without it, they are assumed to.
   */
  readonly head?: () => Promise<number>;
}

/** The position that an answer reflects at least, and the clocks that it holds for. */
export interface AsOf {
  readonly position: number;
  readonly clocks: Clocks;
}

/**
 * Everything that queries read the views with. One instance serves any number of concurrent
 * queries.
 */
export class ViewReader {
  readonly entries: EntryReader;
  readonly registries: RegistryReader;
  readonly figures: FigureStreams;
  readonly words: WordReader;
  readonly followUpList: FollowUpList;
  readonly changes: ChangeList;
  readonly publicationLinks: PublicationLinks;
  readonly findings: FindingReader;
  readonly publicationList: PublicationList;
  readonly printed: PublicationEntries;
  readonly printers: PrinterReader;
  readonly freshness: FreshnessReader;
  readonly #now: () => Instant;
  readonly #present: PresentReader;
  readonly #changesPresent: DerivedPresent;

  constructor(options: ViewReaderOptions) {
    const { views, now } = options;
    this.entries = new EntryReader(views);
    this.registries = new RegistryReader(views);
    this.figures = new FigureStreams(views);
    this.words = new WordReader(views);
    this.printed = new PublicationEntries(views);
    this.printers = new PrinterReader(views);
    this.publicationLinks = new PublicationLinks(views);
    this.publicationList = new PublicationList(views);
    this.followUpList = new FollowUpList(views);
    this.findings = new FindingReader(views, this.registries);
    this.freshness = new FreshnessReader(views, FIGURE_PROJECTIONS, [changesProjection]);
    this.changes = new ChangeList(views);
    this.#changesPresent = new DerivedPresent(new FreshnessReader(views, [changesProjection]));
    this.#now = now;
    this.#present = new PresentReader({ ...options, freshness: this.freshness });
  }

  /**
   * Reads the position before anything else, so that an answer never claims more than it
   * reflects, and resolves the clocks.
   *
   * @throws {ViewsNotBuilt}
   * @throws {ViewsBehind} they did not reflect in time what was recorded by the requested
   *   moment
   * @throws {MalformedInstant} a clock that is neither a moment nor a date
   */
  async asOf(asked: AskedClocks): Promise<AsOf> {
    const { position, recordedAt, mark } = await this.#present.freshnessFor(
      askedMoment(asked.recordedBy),
    );
    this.registries.viewsAreAt(mark);
    return { position, clocks: settledClocks(asked, { now: this.#now(), recordedAt }) };
  }

  /**
   * The same for questions about changes, which are derived after the other views: it waits until
   * they are.
   *
   * @throws {ViewsNotBuilt | ViewsBehind | MalformedInstant}
   */
  async changesAsOf(asked: AskedClocks): Promise<AsOf> {
    const asOf = await this.asOf(asked);
    await this.#changesPresent.reflecting(asOf.position);
    return asOf;
  }

  /** True if the ledger knew of something by then. */
  async isKnown(kind: RegistryKind, id: string, recordedBy: Instant): Promise<boolean> {
    const [first] = (await this.registries.eventsOf(kind, [id])).get(id) ?? [];
    return first !== undefined && first.recordedAt <= recordedBy;
  }

  /** Publications that figures refer to, as the ledger knew them by then. */
  publications(ids: Iterable<string>, recordedBy: Instant): Promise<LazyMap<PublicationAt>> {
    return this.#registered('publication', ids, (id, events) =>
      publicationAt(id, events, recordedBy),
    );
  }

  /** Measures that figures refer to, as the ledger knew them by then. */
  measures(codes: Iterable<string>, recordedBy: Instant): Promise<LazyMap<DefinedMeasure>> {
    return this.#registered('measure', codes, (code, events) =>
      measureAt(code, events, recordedBy),
    );
  }

  async #registered<Thing>(
    kind: RegistryKind,
    ids: Iterable<string>,
    fold: (id: string, events: readonly EventRecord[] | undefined) => Thing,
  ): Promise<LazyMap<Thing>> {
    const events = await this.registries.eventsOf(kind, [...ids]);
    return new LazyMap((id) => fold(id, events.get(id)));
  }
}
