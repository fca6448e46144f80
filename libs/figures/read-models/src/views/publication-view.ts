import type { Capture, PublicationFacts } from '@ledger/figures-domain';
import type { Instant } from '@ledger/kernel';
import type { Clocks } from './clocks.js';
import type { Link } from './publication-links.js';
import { PublicationUnderEmbargo } from './read-refusals.js';
import type { PublicationAt } from './publication-at.js';
import { seenBy, type Seen } from './seen.js';
import type { ViewReader } from './view-reader.js';
import { isVisible, refuseHidden } from './visibility.js';

/**
 * A publication as answers give it. Other publications that are under embargo, or were not out by
 * the requested publication clock, are not named.
 */
export interface PublicationView extends PublicationFacts {
  /** Ids of the publications it corrects or replaces; empty if there are none. */
  readonly corrects: readonly string[];
  /** Ids of the publications that were registered as its corrections, sorted. */
  readonly correctedBy: readonly string[];
  /** Ids of the publications that it superseded, sorted. */
  readonly supersedes: readonly string[];
  /** Whether its capture is complete, and the seal that shows it. */
  readonly capture: Capture;
  /** The moment from which the public surely could see it. */
  readonly visibleFrom: Instant;
  readonly registeredAt: Instant;
  /** When it was released, if it was under embargo. */
  readonly releasedAt?: Instant;
  readonly supersededBy?: string;
  /** How long its source was seen unchanged, if it was read again. */
  readonly seen?: Seen;
}

type Links = Pick<PublicationView, 'correctedBy' | 'supersedes' | 'supersededBy'>;

/** Gives publications by id; those under embargo are not among them. */
export async function publicationViews(
  reader: ViewReader,
  ids: readonly string[],
  clocks: Clocks,
): Promise<ReadonlyMap<string, PublicationView>> {
  const { recordedBy } = clocks;
  const publications = await reader.publications(ids, recordedBy);
  const links = await reader.publicationLinks.of(ids, recordedBy);
  const successors = ids.flatMap((id) => publications.of(id).supersededBy ?? []);
  const named = [...successors, ...links.map(({ other }) => other)];
  const others = await reader.publications(named, recordedBy);
  const seen = new Set(named.filter((id) => isVisible(others.of(id), clocks)));
  const views = new Map<string, PublicationView>();
  for (const id of ids) {
    const publication = publications.of(id);
    const view = publicationView(publication, linksOf(publication, links, seen), clocks);
    if (view !== null) views.set(id, view);
  }
  return views;
}

function linksOf(
  { facts: { id }, supersededBy }: PublicationAt,
  links: readonly Link[],
  seen: ReadonlySet<string>,
): Links {
  const others = (wanted: Link['relation']): readonly string[] =>
    links
      .filter((link) => link.id === id && link.relation === wanted && seen.has(link.other))
      .map(({ other }) => other);
  return {
    correctedBy: others('corrected-by'),
    supersedes: others('supersedes'),
    ...(supersededBy !== undefined && seen.has(supersededBy) ? { supersededBy } : {}),
  };
}

function publicationView(
  { facts, capture, visibleFrom, registeredAt, releasedAt, sightings }: PublicationAt,
  { supersededBy, ...links }: Links,
  clocks: Clocks,
): PublicationView | null {
  if (visibleFrom === null) return null;
  const seen = seenBy(sightings, clocks);
  return {
    ...facts,
    corrects: facts.corrects ?? [],
    ...links,
    capture,
    visibleFrom,
    registeredAt,
    ...(releasedAt === null ? {} : { releasedAt }),
    ...(supersededBy === undefined ? {} : { supersededBy }),
    ...(seen === undefined ? {} : { seen }),
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
  clocks: Clocks,
): Promise<PublicationView> {
  await refuseHidden(reader, id, clocks.recordedBy);
  const view = (await publicationViews(reader, [id], clocks)).get(id);
  if (view === undefined) throw new PublicationUnderEmbargo(id);
  return view;
}
