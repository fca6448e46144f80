import { LEDGER_EVENTS } from '@ledger/figures-domain';
import type { EventRecord, Instant } from '@ledger/kernel';
import { RowChanges, type Checkpoint } from '@ledger/projections-port';
import type { Kysely } from 'kysely';
import { CHANGES, type ChangeRow, type ViewTables } from '../projections/index.js';
import { RegistryReader } from '../views/registry-reader.js';
import { ChangesReader } from './changes-reader.js';
import { changedRows, referredTo } from './figure-timeline.js';
import type { RecordedFigure } from './folded-figure.js';
import { RegistryEvents } from './registry-events.js';

/** Figures that are derived together. */
const FIGURES_AT_ONCE = 512;

/**
 * Derives the moves of figures from the views: all of them, or those that a stretch of the log
 * may have changed. Either way leads to the same rows.
 */
export class ChangesDerivation {
  readonly #reader: ChangesReader;
  readonly #registries: RegistryReader;

  constructor(views: Kysely<ViewTables>) {
    this.#reader = new ChangesReader(views);
    this.#registries = new RegistryReader(views);
  }

  /**
   * The changes of the rows between two checkpoints, in parts. Repeatable: applying some of them
   * again, or all, leads to the same rows.
   *
   * @param upTo a checkpoint that the views have passed
   * @throws {ViewsUnavailable | ViewsNotBuilt}
   */
  async *changes(
    after: Checkpoint,
    upTo: Checkpoint,
  ): AsyncGenerator<RowChanges, void, undefined> {
    if (upTo.recordedAt === '') return;
    this.#registries.viewsAreAt(`${upTo.position} ${upTo.eventId}`);
    if (after.recordedAt === '') {
      for await (const keys of this.#reader.keysOfRepeated()) {
        yield await this.#changesOf(keys, '', upTo.recordedAt, upTo.position);
      }
      return;
    }
    const keys = [...(await this.#keysBetween(after, upTo))];
    for (let at = 0; at < keys.length; at += FIGURES_AT_ONCE) {
      const part = keys.slice(at, at + FIGURES_AT_ONCE);
      yield await this.#changesOf(part, after.recordedAt, upTo.recordedAt, upTo.position);
    }
  }

  /** Figures with an event between, and those whose registries had one that may matter. */
  async #keysBetween(after: Checkpoint, upTo: Checkpoint): Promise<ReadonlySet<string>> {
    const stretch = { after: after.position, upTo: upTo.position };
    const keys = new Set(await this.#reader.keysPrintedAgain(stretch));
    for (const record of await this.#reader.registered(stretch)) {
      for (const key of await this.#keysAbout(record)) keys.add(key);
    }
    return keys;
  }

  async #keysAbout(found: EventRecord): Promise<readonly string[]> {
    const record = LEDGER_EVENTS.lifted(found);
    switch (record.type) {
      case 'PublicationReleased':
      case 'PublicationSuperseded':
        return this.#reader.keysOfPublication(record.data.id);
      case 'OwnershipRegistered':
        return this.#reader.keysWithMoves(record.data.measures);
      case 'AreaCorrected':
        return this.#reader.keysWithMoves(undefined);
      default:
        return [];
    }
  }

  async #changesOf(
    keys: readonly string[],
    after: Instant | '',
    upTo: Instant,
    position: number,
  ): Promise<RowChanges> {
    const changes = new RowChanges();
    const figures = await this.#reader.recorded(keys, position);
    const registries = await RegistryEvents.read(this.#registries, allReferredTo(figures));
    const open =
      after === ''
        ? new Map<number, readonly ChangeRow[]>()
        : await this.#reader.openAt(figures.map(positionOf), Date.parse(after));
    for (const figure of figures) {
      const rows = open.get(positionOf(figure)) ?? [];
      const derived = { after: rows.length === 0 ? ('' as const) : after, upTo, open: rows };
      for (const row of await changedRows(figure, registries, derived))
        changes.put(CHANGES, row);
    }
    return changes;
  }
}

function positionOf({ records }: RecordedFigure): number {
  return records[0]?.position ?? 0;
}

function allReferredTo(figures: readonly RecordedFigure[]) {
  const publications = new Set<string>();
  const measures = new Set<string>();
  const areas = new Set<string>();
  for (const { records } of figures) {
    const one = referredTo(records);
    for (const id of one.publications) publications.add(id);
    measures.add(one.measure);
    areas.add(one.area);
  }
  return { publications, measures, areas };
}
