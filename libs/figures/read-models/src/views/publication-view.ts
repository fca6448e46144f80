import {
  UnknownPublication,
  type Capture,
  type PublicationFacts,
} from '@ledger/figures-domain';
import type { Instant } from '@ledger/kernel';
import { PublicationUnderEmbargo } from './read-refusals.js';
import type { PublicationAt } from './registers.js';
import type { ViewReader } from './view-reader.js';

/** A publication as answers give it. */
export interface PublicationView extends PublicationFacts {
  /** Ids of the publications it corrects or replaces; empty if there are none. */
  readonly corrects: readonly string[];
  /** Whether its capture is complete, and the seal that shows it. */
  readonly capture: Capture;
  /** The moment from which the public surely could see it. */
  readonly visibleFrom: Instant;
  readonly registeredAt: Instant;
  /** When it was released, if it was under embargo. */
  readonly releasedAt?: Instant;
  readonly supersededBy?: string;
}

/** Gives a publication; null while it is under embargo. */
export function publicationView(at: PublicationAt): PublicationView | null {
  const { facts, capture, visibleFrom, registeredAt, releasedAt, supersededBy } = at;
  if (visibleFrom === null) return null;
  return {
    ...facts,
    corrects: facts.corrects ?? [],
    capture,
    visibleFrom,
    registeredAt,
    ...(releasedAt === null ? {} : { releasedAt }),
    ...(supersededBy === undefined ? {} : { supersededBy }),
  };
}

/**
 * One publication as the ledger knew it by then.
 *
 * @throws {UnknownPublication}
 * @throws {PublicationUnderEmbargo}
 */
export async function visiblePublication(
  reader: ViewReader,
  id: string,
  recordedBy: Instant,
): Promise<PublicationView> {
  if (!(await reader.isKnown('publication', id, recordedBy))) throw new UnknownPublication(id);
  const view = publicationView((await reader.publications([id], recordedBy)).of(id));
  if (view === null) throw new PublicationUnderEmbargo(id);
  return view;
}
