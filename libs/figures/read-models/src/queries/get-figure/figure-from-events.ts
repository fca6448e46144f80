import {
  areaStream,
  entriesOf,
  figureStream,
  measureStream,
  OWNERSHIP_STREAM,
  publicationStream,
  type ChainEntry,
  type DefinedMeasure,
  type FigureEvent,
  type FigureKey,
} from '@ledger/figures-domain';
import type { EventRecord, Instant } from '@ledger/kernel';
import type { RegistryKind } from '../../projections/index.js';
import type { FigureReader } from '../../views/figures-at.js';
import { LazyMap } from '../../views/lazy-map.js';
import { publicationAt, type PublicationAt } from '../../views/publication-at.js';
import { measureAt } from '../../views/registries-at.js';
import { answerFigures, type FigureAnswer, type SettledQuestion } from './get-figure.js';

/**
 * The answer that events alone lead to, without views: the same as a query gives at the same
 * clocks.
 *
 * @param streams the events of each stream by its name, in order of revision, in the current
 *   version of their types: those of the figure, its measure, its publications, its area and
 *   those it lies within, and of ownership
 * @throws {MalformedFigureKey}
 * @throws {UnknownFigure | UnknownPublication}
 */
export async function figureFromEvents(
  key: string,
  streams: EventsByStream,
  question: SettledQuestion,
): Promise<FigureAnswer> {
  return (await answerFigures(new EventsReader(streams), [key], question)).of(key);
}

type EventsByStream = ReadonlyMap<string, readonly EventRecord[]>;

/** The streams of the registries that a figure's answer rests on. */
const STREAM_OF: { readonly [Kind in RegistryKind]?: (id: string) => string } = {
  area: areaStream,
  measure: measureStream,
  ownership: () => OWNERSHIP_STREAM,
  publication: publicationStream,
};

/** Reads figures from the events of their streams. */
class EventsReader implements FigureReader {
  readonly #streams: EventsByStream;
  readonly entries = {
    printsOf: async (keys: readonly string[], recordedMs: number) =>
      this.#printsOf(keys, recordedMs),
  };
  readonly registries = {
    eventsOf: async (kind: RegistryKind, ids: readonly string[]) =>
      new Map(
        ids
          .map((id) => [id, this.#eventsOf(kind, id)] as const)
          .filter(([, events]) => events.length > 0),
      ),
  };

  constructor(streams: EventsByStream) {
    this.#streams = streams;
  }

  async isKnown(kind: RegistryKind, id: string, recordedBy: Instant): Promise<boolean> {
    const [first] = this.#eventsOf(kind, id);
    return first !== undefined && first.recordedAt <= recordedBy;
  }

  async measures(
    _codes: Iterable<string>,
    recordedBy: Instant,
  ): Promise<LazyMap<DefinedMeasure>> {
    return new LazyMap((code) => measureAt(code, this.#eventsOf('measure', code), recordedBy));
  }

  async publications(
    _ids: Iterable<string>,
    recordedBy: Instant,
  ): Promise<LazyMap<PublicationAt>> {
    return new LazyMap((id) =>
      publicationAt(id, this.#eventsOf('publication', id), recordedBy),
    );
  }

  #printsOf(
    keys: readonly string[],
    recordedMs: number,
  ): ReadonlyMap<string, readonly ChainEntry[]> {
    const prints = new Map<string, readonly ChainEntry[]>();
    for (const key of keys) {
      const events = this.#streams.get(figureStream(key as FigureKey)) ?? [];
      const known = events.filter(({ recordedAt }) => Date.parse(recordedAt) <= recordedMs);
      if (known.length > 0) prints.set(key, entriesOf(known as EventRecord<FigureEvent>[]));
    }
    return prints;
  }

  #eventsOf(kind: RegistryKind, id: string): readonly EventRecord[] {
    const name = STREAM_OF[kind]?.(id);
    return (name === undefined ? undefined : this.#streams.get(name)) ?? [];
  }
}
