import {
  ownsMeasure,
  type OwnershipFacts,
  type PublicationEvent,
} from '@ledger/figures-domain';
import type { EventRecord, Instant } from '@ledger/kernel';
import type { RegistryKind } from '../projections/index.js';
import type { FigureRegistries } from '../views/figures-at.js';
import { Owners, OWNERSHIPS } from '../views/owners.js';
import type { RegistryReader } from '../views/registry-reader.js';
import { LazyMap } from '../views/lazy-map.js';
import { publicationAt } from '../views/publication-at.js';
import { measureAt } from '../views/registries-at.js';

type Registries = Pick<RegistryReader, 'eventsOf'>;

/** What some figures refer to. */
export interface ReferredTo {
  readonly publications: ReadonlySet<string>;
  readonly measures: ReadonlySet<string>;
  readonly areas: ReadonlySet<string>;
}

/** What one figure refers to. */
export interface FigureRefers {
  readonly publications: Iterable<string>;
  readonly measure: string;
  readonly area: string;
}

type EventsById = ReadonlyMap<string, readonly EventRecord[]>;

/**
 * The events of the registries that some figures refer to. The registries are folded from them as
 * of any moment, without another query.
 */
export class RegistryEvents {
  readonly #events: ReadonlyMap<RegistryKind, EventsById>;
  readonly #areas: ReadonlySet<string>;
  readonly #folded = new Map<Instant, Promise<FigureRegistries>>();

  private constructor(
    events: ReadonlyMap<RegistryKind, EventsById>,
    areas: ReadonlySet<string>,
  ) {
    this.#events = events;
    this.#areas = areas;
  }

  /** @throws {ViewsUnavailable} */
  static async read(registries: Registries, referred: ReferredTo): Promise<RegistryEvents> {
    const { publications, measures, areas } = referred;
    const ownership = await registries.eventsOf('ownership', [OWNERSHIPS]);
    const isByArea = ownershipIn(ownership).some(({ data }) => data.area !== undefined);
    const events = new Map<RegistryKind, EventsById>([
      ['publication', await registries.eventsOf('publication', [...publications])],
      ['measure', await registries.eventsOf('measure', [...measures])],
      ['ownership', ownership],
      ['area', isByArea ? await lineageEvents(registries, areas) : new Map()],
    ]);
    return new RegistryEvents(events, areas);
  }

  /** The registries as the ledger knew them by then. */
  at(recordedBy: Instant): Promise<FigureRegistries> {
    const known = this.#folded.get(recordedBy);
    if (known !== undefined) return known;
    const folded = this.#foldedAt(recordedBy);
    this.#folded.set(recordedBy, folded);
    return folded;
  }

  /**
   * The moments at which a figure's history may have become another one although none of its own
   * events was recorded, in no order.
   */
  momentsOf({ publications, measure }: FigureRefers): readonly Instant[] {
    const found: Instant[] = [];
    for (const { data, recordedAt } of ownershipIn(this.#of('ownership'))) {
      if (ownsMeasure(data, measure)) found.push(recordedAt);
    }
    // An area may have been moved to another parent; which of them matter is not looked into.
    for (const events of this.#of('area').values()) {
      for (const { recordedAt } of events.slice(1)) found.push(recordedAt);
    }
    for (const id of publications) {
      for (const { type, recordedAt } of this.#of('publication').get(id) ?? []) {
        if (MATTERS[type as PublicationEvent['type']]) found.push(recordedAt);
      }
    }
    return found;
  }

  #of(kind: RegistryKind): EventsById {
    return this.#events.get(kind) ?? new Map();
  }

  async #foldedAt(recordedBy: Instant): Promise<FigureRegistries> {
    const [publications, measures] = [this.#of('publication'), this.#of('measure')];
    const eventsOf: Registries['eventsOf'] = async (kind) => this.#of(kind);
    return {
      publications: new LazyMap((id) => publicationAt(id, publications.get(id), recordedBy)),
      measures: new LazyMap((code) => measureAt(code, measures.get(code), recordedBy)),
      owners: await Owners.by({ eventsOf }, this.#areas, recordedBy),
    };
  }
}

/** Which events of a publication change the histories of its figures. */
const MATTERS: Readonly<Record<PublicationEvent['type'], boolean>> = {
  // What a publication prints is recorded after it.
  PublicationRegistered: false,
  PublicationSealed: false,
  PublicationReopened: false,
  ArtefactSeen: false,
  PublicationReleased: true,
  PublicationSuperseded: true,
};

function ownershipIn(events: EventsById): readonly EventRecord<OwnershipEvent>[] {
  return (events.get(OWNERSHIPS) ?? []) as readonly EventRecord<OwnershipEvent>[];
}

type OwnershipEvent = { readonly type: 'OwnershipRegistered'; readonly data: OwnershipFacts };

/** The events of areas and of all that they were ever said to lie within. */
async function lineageEvents(
  registries: Registries,
  areas: ReadonlySet<string>,
): Promise<EventsById> {
  const found = new Map<string, readonly EventRecord[]>();
  for (let level = [...areas]; level.length > 0;) {
    const events = await registries.eventsOf('area', level);
    const parents = new Set<string>();
    for (const [id, records] of events) {
      found.set(id, records);
      for (const { data } of records) {
        const { parent } = data as { readonly parent?: string };
        if (parent !== undefined) parents.add(parent);
      }
    }
    level = [...parents].filter((id) => !found.has(id));
  }
  return found;
}
