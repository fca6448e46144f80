import {
  evolveOwnership,
  ownershipOf,
  type FigureIdentity,
  type OwnershipAt,
  type OwnershipRegistered,
  type OwnershipState,
} from '@ledger/figures-domain';
import type { EventRecord, Instant } from '@ledger/kernel';
import type { RegistryReader } from './registry-reader.js';
import { areaAt } from './registries-at.js';

/** The registry of ownership is a single stream without a name. */
export const OWNERSHIPS = '';

/** What was registered of ownership by then. */
export async function ownershipBy(
  registries: Pick<RegistryReader, 'eventsOf'>,
  recordedBy: Instant,
): Promise<OwnershipState> {
  const events = (await registries.eventsOf('ownership', [OWNERSHIPS])).get(OWNERSHIPS) ?? [];
  return events
    .filter(({ recordedAt }) => recordedAt <= recordedBy)
    .reduce<OwnershipState>(
      (state, record) => evolveOwnership(state, record as EventRecord<OwnershipRegistered>),
      [],
    );
}

/** Who owned figures, as the ledger knew it by then. */
export class Owners {
  readonly #registered: OwnershipState;
  readonly #lineages: ReadonlyMap<string, readonly string[]>;

  private constructor(
    registered: OwnershipState,
    lineages: ReadonlyMap<string, readonly string[]>,
  ) {
    this.#registered = registered;
    this.#lineages = lineages;
  }

  /** @param areas those of the figures that will be asked about */
  static async by(
    registries: Pick<RegistryReader, 'eventsOf'>,
    areas: ReadonlySet<string>,
    recordedBy: Instant,
  ): Promise<Owners> {
    const registered = await ownershipBy(registries, recordedBy);
    const isByArea = registered.some(({ area }) => area !== undefined);
    const lineages = isByArea ? await lineagesBy(registries, areas, recordedBy) : new Map();
    return new Owners(registered, lineages);
  }

  /** @param owner the owner if nothing else is registered */
  of(figure: FigureIdentity, owner: string): OwnershipAt {
    const lineage = this.#lineages.get(figure.area) ?? [figure.area];
    return ownershipOf(figure, this.#registered, { owner, lineage });
  }
}

/** Areas with those they lie within, nearest first, as the ledger knew it by then. */
export async function lineagesBy(
  registries: Pick<RegistryReader, 'eventsOf'>,
  areas: ReadonlySet<string>,
  recordedBy: Instant,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const parents = new Map<string, string | undefined>();
  for (let level = [...areas]; level.length > 0;) {
    const events = await registries.eventsOf('area', level);
    for (const id of level) {
      parents.set(id, areaAt(events.get(id) ?? [], recordedBy)?.parent);
    }
    const next = new Set(level.flatMap((id) => parents.get(id) ?? []));
    level = [...next].filter((id) => !parents.has(id));
  }
  return new Map([...areas].map((area) => [area, lineageOf(area, parents)]));
}

function lineageOf(
  area: string,
  parents: ReadonlyMap<string, string | undefined>,
): readonly string[] {
  const lineage: string[] = [];
  // A cycle can only be damage, and must not hang the reader.
  for (let next: string | undefined = area; next !== undefined && !lineage.includes(next);) {
    lineage.push(next);
    next = parents.get(next);
  }
  return lineage;
}
