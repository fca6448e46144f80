import {
  correctedThrough,
  type AreaState,
  type DimensionState,
  type MeasureState,
  type OwnershipState,
  type PublicationFacts,
  type PublicationState,
} from '@ledger/figures-domain';
import type { StreamDecider } from './stream-decider.js';
import {
  area,
  dimension,
  finding,
  measure,
  ownership,
  publication,
  publisher,
} from './subjects.js';

/**
 * What the log knows of the registries that figures refer to.
 *
 * Registrations are never revoked, so what was found is cached forever. A measure may get
 * further definition versions and a dimension further members, so they are read again when a
 * missing one is named. What was not found is looked up every time: another process may register
 * it at any moment.
 */
export class Registry {
  readonly #streams: StreamDecider;
  readonly #publishers = new Set<string>();
  readonly #areas = new Set<string>();
  readonly #dimensions = new Map<string, NonNullable<DimensionState>>();
  readonly #measures = new Map<string, NonNullable<MeasureState>>();
  readonly #corrected = new Map<string, readonly string[]>();

  constructor(streams: StreamDecider) {
    this.#streams = streams;
  }

  async hasPublisher(id: string): Promise<boolean> {
    if (this.#publishers.has(id)) return true;
    const isKnown = (await this.#streams.stateOf(publisher(id))) !== undefined;
    if (isKnown) this.#publishers.add(id);
    return isKnown;
  }

  async hasArea(id: string): Promise<boolean> {
    if (this.#areas.has(id)) return true;
    const isKnown = (await this.#streams.stateOf(area(id))) !== undefined;
    if (isKnown) this.#areas.add(id);
    return isKnown;
  }

  /** An area's facts as of this call: they may be corrected at any moment. */
  area(id: string): Promise<AreaState> {
    return this.#streams.stateOf(area(id));
  }

  /** @param members those that must be included, if they exist at all */
  async dimension(id: string, members: Iterable<string>): Promise<DimensionState> {
    const known = this.#dimensions.get(id);
    if (known !== undefined && [...members].every((one) => known.members.has(one)))
      return known;
    const found = await this.#streams.stateOf(dimension(id));
    if (found !== undefined) this.#dimensions.set(id, found);
    return found;
  }

  /** @param version the highest definition version that must be included, if it exists at all */
  async measure(code: string, version = 1): Promise<MeasureState> {
    const known = this.#measures.get(code);
    if (known !== undefined && version <= known.versions.length) return known;
    const found = await this.#streams.stateOf(measure(code));
    if (found !== undefined) this.#measures.set(code, found);
    return found;
  }

  /** The registered ownership as of this call: it may change at any moment. */
  ownership(): Promise<OwnershipState> {
    return this.#streams.stateOf(ownership());
  }

  /** An area and those it lies within as of this call, nearest first. */
  async lineage(id: string): Promise<readonly string[]> {
    const lineage: string[] = [];
    for (let next: string | undefined = id; next !== undefined && !lineage.includes(next);) {
      lineage.push(next);
      next = (await this.area(next))?.parent;
    }
    return lineage;
  }

  async hasFinding(id: string): Promise<boolean> {
    return (await this.#streams.stateOf(finding(id))) !== undefined;
  }

  /** A publication's state as of this call: it may be sealed at any moment. */
  publication(id: string): Promise<PublicationState> {
    return this.#streams.stateOf(publication(id));
  }

  /** Ids of the publications that one corrects, directly or through others, sorted. */
  async correctedBy(facts: PublicationFacts): Promise<readonly string[]> {
    const known = this.#corrected.get(facts.id);
    if (known !== undefined) return known;
    const further = new Map<string, readonly string[]>();
    for (const id of facts.corrects ?? []) {
      const corrected = await this.publication(id);
      if (corrected !== undefined) further.set(id, await this.correctedBy(corrected.facts));
    }
    const all = correctedThrough(facts, (id) => further.get(id) ?? []);
    this.#corrected.set(facts.id, all);
    return all;
  }
}
