import {
  ageInDays,
  directionOf,
  entriesOf,
  movesOf,
  publicationsBefore,
  sizeOf,
  type ChainEntry,
  type FigureEvent,
  type FigureMove,
} from '@ledger/figures-domain';
import type { EventRecord, Instant } from '@ledger/kernel';
import type { ChangeRow } from '../projections/index.js';
import { END_OF_TIME } from '../views/clocks.js';
import { figureAt, type FigureAt, type FigureRegistries } from '../views/figures-at.js';
import { sortNumber } from './sort-number.js';

/** A figure's event and its position in the log. */
export interface PlacedRecord {
  readonly position: number;
  readonly record: EventRecord<FigureEvent>;
}

/** Everything recorded of a figure by the moment that is derived, in order. */
export interface RecordedFigure {
  readonly key: string;
  readonly records: readonly PlacedRecord[];
}

/** A row of `changes` without the clock that says from when the ledger knew it so. */
export type Move = Omit<ChangeRow, 'recorded_ms' | 'recorded_to'>;

/** A figure as the ledger knew it at one moment. */
export class FoldedFigure {
  readonly at: FigureAt;
  readonly #figure: RecordedFigure;
  readonly #registries: FigureRegistries;
  readonly #entries: readonly ChainEntry[];
  readonly #positions: ReadonlyMap<string, number>;

  constructor(figure: RecordedFigure, registries: FigureRegistries) {
    this.#figure = figure;
    this.#registries = registries;
    this.#entries = entriesOf(figure.records.map(({ record }) => record));
    this.#positions = new Map(
      figure.records.map(({ record, position }) => [record.id, position]),
    );
    this.at = this.#foldedAt(END_OF_TIME);
  }

  /** All rows, of every moment of publication. */
  rowsByPublication(): readonly Move[] {
    if (this.#isInOrder()) return this.rows(null);
    const rows = new Map<string, Move>();
    const done: Move[] = [];
    for (const moment of this.#visibleMoments()) {
      const then = new Map(
        this.#rowsOf(this.#foldedAt(moment), moment).map((row) => [contentOf(row), row]),
      );
      for (const [content, row] of rows) {
        if (then.has(content)) continue;
        done.push({ ...row, published_to: Date.parse(moment) });
        rows.delete(content);
      }
      for (const [content, row] of then) if (!rows.has(content)) rows.set(content, row);
    }
    return [...done, ...rows.values()];
  }

  /** @param moment from when the rows can be seen; null for from when each publication can */
  rows(moment: Instant | null): readonly Move[] {
    return this.#rowsOf(this.at, moment);
  }

  /**
   * True if what can be seen first comes first in the chain, so that a later publication only
   * adds to it.
   */
  #isInOrder(): boolean {
    const { chain, retracted, publications } = this.at;
    if (retracted.length > 0) return false;
    let visible = '';
    for (const { entry } of chain.links) {
      const { visibleFrom } = publications.of(entry.facts.publication);
      if ((visibleFrom ?? '') < visible || publicationsBefore(entry).length > 0) return false;
      visible = visibleFrom ?? '';
    }
    return true;
  }

  #visibleMoments(): readonly Instant[] {
    const { publications } = this.at;
    const moments = new Set<Instant>();
    for (const { facts } of this.#entries) {
      const { visibleFrom } = publications.of(facts.publication);
      if (visibleFrom !== null) moments.add(visibleFrom);
    }
    return [...moments].sort();
  }

  #foldedAt(publishedBy: Instant): FigureAt {
    const { key } = this.#figure;
    return figureAt(key, this.#entries, { registries: this.#registries, publishedBy });
  }

  #rowsOf(at: FigureAt, moment: Instant | null): readonly Move[] {
    const { figure, measure, chain, retracted, publications } = at;
    const { polarity } = measure;
    const position = this.#figure.records[0]?.position ?? 0;
    return movesOf(chain, retracted)
      .filter(isOfSomething)
      .map((move) => {
        const { publication, publisher } = move.entry.facts;
        const from = moment ?? publications.of(publication).visibleFrom ?? END_OF_TIME;
        const about = { figure: position, measure: figure.measure, area: figure.area };
        return {
          position: this.#positionOf(move.eventId),
          published_ms: Date.parse(from),
          published_to: null,
          ...{ ...about, publication, publisher },
          ...factsOf(move, polarity),
        };
      });
  }

  #positionOf(eventId: string): number {
    const position = this.#positions.get(eventId);
    if (position === undefined) throw new TypeError(`${eventId} is no event of this figure`);
    return position;
  }
}

/**
 * The first link of a chain moves nothing: no value stood before. Most figures have no other
 * move, so that a figure with one event has no row.
 */
function isOfSomething({ kind, before }: FigureMove): boolean {
  return before !== null || (kind !== 'recorded' && kind !== 'withdrawn');
}

function factsOf(move: FigureMove, polarity: FigureAt['measure']['polarity']) {
  const { kind, revision, isAnnounced } = move;
  const size = sizeOf(move);
  return {
    ...{ kind, revision },
    announced: isAnnounced === null ? null : Number(isAnnounced),
    direction: directionOf(size, polarity),
    absolute: sortNumberOf(size?.absolute ?? null),
    relative: sortNumberOf(size?.relative ?? null),
    age_days: ageInDays(move),
  };
}

function sortNumberOf(size: string | null): number | null {
  return size === null ? null : sortNumber(size);
}

/** Equal for rows that say the same, whenever that can be seen. */
function contentOf({ published_ms: _from, published_to: _to, ...content }: Move): string {
  return JSON.stringify(content);
}
