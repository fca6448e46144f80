import {
  publicationsBefore,
  publishedFrom,
  publishedNotBefore,
  UnknownPublication,
  type ChainEntry,
  type KnownPublication,
} from '@ledger/figures-domain';
import type { Instant } from '@ledger/kernel';
import type { Clocks } from './clocks.js';
import { LazyMap } from './lazy-map.js';
import { PublicationUnderEmbargo } from './read-refusals.js';

/** When the public can see a publication. */
export interface Visibility {
  /**
   * The moment from which the public surely could see it: the end of the date it bears, and of one
   * under embargo not before its release. Null while it is under embargo.
   */
  readonly visibleFrom: Instant | null;
}

/**
 * The moment from which the public surely could see a publication; null while it is under embargo.
 *
 * @param releasedAt when the ledger recorded its release; null if it did not
 */
export function visibleFrom(
  { facts }: Pick<KnownPublication, 'facts'>,
  releasedAt: Instant | null,
): Instant | null {
  const dated = publishedFrom(facts.published);
  if (!facts.isEmbargoed) return dated;
  if (releasedAt === null) return null;
  return releasedAt > dated ? releasedAt : dated;
}

/** True of a publication that no answer shows, whatever the clocks: it was not released. */
export function isUnderEmbargo({ visibleFrom: from }: Visibility): boolean {
  return from === null;
}

/** True if the public surely could see a publication by then. */
export function isVisible(
  { visibleFrom: from }: Visibility,
  { publishedBy }: Pick<Clocks, 'publishedBy'>,
): boolean {
  return from !== null && from <= publishedBy;
}

/**
 * True if a publication may have been out by then, but not surely: its date, which is no moment,
 * has begun by the clock and has not ended.
 */
export function isPerhapsVisible(
  { visibleFrom: from, facts: { published } }: Visibility & Pick<KnownPublication, 'facts'>,
  { publishedBy }: Clocks,
): boolean {
  return (
    from !== null &&
    from <= publishedFrom(published) &&
    from > publishedBy &&
    publishedNotBefore(published) <= publishedBy
  );
}

/**
 * The publications of a figure. A corrected publication counts as out no later than its
 * correction, even if its date is less precise.
 */
export function outBeforeCorrections<Publication extends Visibility>(
  entries: readonly ChainEntry[],
  publications: LazyMap<Publication>,
): LazyMap<Publication> {
  const latest = new Map<string, Instant>();
  for (const entry of entries) {
    const { visibleFrom: from } = publications.of(entry.facts.publication);
    if (from === null) continue;
    for (const id of publicationsBefore(entry)) {
      const known = latest.get(id);
      if (known === undefined || from < known) latest.set(id, from);
    }
  }
  if (latest.size === 0) return publications;
  return new LazyMap((id) => {
    const publication = publications.of(id);
    const bound = latest.get(id);
    const { visibleFrom: from } = publication;
    const isLater = bound !== undefined && from !== null && from > bound;
    return isLater ? { ...publication, visibleFrom: bound } : publication;
  });
}

/** Where publications are looked up. */
interface KnownPublications {
  isKnown(kind: 'publication', id: string, recordedBy: Instant): Promise<boolean>;
  publications(ids: Iterable<string>, recordedBy: Instant): Promise<LazyMap<Visibility>>;
}

/**
 * Refuses a publication that answers may not show.
 *
 * @throws {UnknownPublication} the ledger did not know it by then
 * @throws {PublicationUnderEmbargo}
 */
export async function refuseHidden(
  reader: KnownPublications,
  id: string,
  recordedBy: Instant,
): Promise<void> {
  if (!(await reader.isKnown('publication', id, recordedBy))) throw new UnknownPublication(id);
  const publication = (await reader.publications([id], recordedBy)).of(id);
  if (isUnderEmbargo(publication)) throw new PublicationUnderEmbargo(id);
}
