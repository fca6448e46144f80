import { inOrderOfPublication } from '../publication/publication-order.js';
import { publishedFrom } from '../time/published-date.js';
import type { ChainEntry } from './chain-entry.js';
import { withInterval, type EntryWithInterval } from './entries-agree.js';
import { leadingFirst } from './leading-print.js';

/** What one publication prints of a figure: the leading entry, then its repeats. */
export type PublicationPrints = readonly [EntryWithInterval, ...EntryWithInterval[]];

/**
 * Groups entries by publication, in order of publication ({@link inOrderOfPublication}); within
 * one, the leading print comes first ({@link leadingFirst}).
 */
export function printsByPublication(
  entries: readonly ChainEntry[],
): readonly PublicationPrints[] {
  const found = new Map<string, [EntryWithInterval, ...EntryWithInterval[]]>();
  for (const next of entries.map(withInterval).sort(leadingFirst)) {
    const { publication } = next.entry.facts;
    const prints = found.get(publication);
    if (prints === undefined) found.set(publication, [next]);
    else prints.push(next);
  }
  const ordered = [...found.values()].map((prints) => {
    const { publication, published } = prints[0].entry.facts;
    return {
      publication,
      from: publishedFrom(published),
      after: publicationsBefore(prints[0].entry),
      prints,
    };
  });
  return inOrderOfPublication(ordered).map(({ prints }) => prints);
}

/**
 * Ids of the publications that precede an entry's own, regardless of the precision of dates.
 */
export function publicationsBefore({
  facts: { correctsPublications = NONE },
  supersedes = NONE,
}: ChainEntry): readonly string[] {
  if (supersedes.length === 0) return correctsPublications;
  return [...new Set([...correctsPublications, ...supersedes])];
}

const NONE: readonly string[] = [];
