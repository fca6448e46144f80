import type { Announced } from './announced-change.js';
import type { Reported } from './chain-links.js';
import type { EntryWithInterval } from './entries-agree.js';
import type { RevisionKind } from './figure-events.js';

/**
 * Calls a revision unannounced only where that is beyond doubt, because it accuses the
 * publisher: a marker of either number, any announcement of the publication, that it corrects or
 * replaces the one before, or that the number before was another publisher's, each count as an
 * announcement.
 *
 * @param wasToChange the number before was marked as subject to change
 */
export function revisionKind(
  before: Reported,
  { entry, change, isMarkedChanged }: EntryWithInterval & Announced,
  wasToChange: boolean,
): RevisionKind {
  const { correctsPublications, publisher } = entry.facts;
  const isOneOf = (ids: readonly string[] = []) =>
    [before.entry, before.since].some(({ facts }) => ids.includes(facts.publication));
  if (change?.kind === 'correction') return 'correction';
  if (change === undefined && isOneOf(correctsPublications)) return 'correction';
  const isStated = change !== undefined || isMarkedChanged || wasToChange;
  const isNotice = correctsPublications !== undefined || isOneOf(entry.supersedes);
  const isOpen = isStated || isNotice || before.entry.facts.publisher !== publisher;
  return isOpen ? 'routine' : 'unannounced';
}
