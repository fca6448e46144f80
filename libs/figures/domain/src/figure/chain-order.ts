import { locatorText } from './appearance.js';
import { type PrintedValue } from '../printed/print.js';
import { printOf, type ChainEntry } from './chain-entry.js';
import { agree, compareWidths, intervalOf, type Interval } from '../printed/interval.js';
import { compareText, inOrderOfPublication } from '../publication/publication-order.js';
import { publishedFrom } from '../time/published-date.js';

/** An entry with what ordering and comparing it need, computed once. */
export interface PlacedEntry {
  readonly entry: ChainEntry;
  readonly interval: Interval | null;
}

/** What one publication prints of a figure: the leading entry, then its repeats. */
export type Word = readonly [PlacedEntry, ...PlacedEntry[]];

/**
 * Groups entries by publication, in order of publication ({@link inOrderOfPublication}).
 *
 * Within one, its own figure comes before a comparative, an exact number before a hedged one, a
 * narrow rounding interval before a wide one, then the order on the page.
 */
export function wordsInOrder(entries: readonly ChainEntry[]): readonly Word[] {
  const words = new Map<string, [PlacedEntry, ...PlacedEntry[]]>();
  for (const next of entries.map(placedEntry).sort(byWeightThenPlace)) {
    const { publication } = next.entry.facts;
    const word = words.get(publication);
    if (word === undefined) words.set(publication, [next]);
    else word.push(next);
  }
  const ordered = [...words.values()].map((word) => {
    const { publication, published } = word[0].entry.facts;
    return {
      publication,
      from: publishedFrom(published),
      after: publicationsBefore(word[0].entry),
      word,
    };
  });
  return inOrderOfPublication(ordered).map(({ word }) => word);
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

/** True if two appearances agree at the precision each was printed with. */
export function entriesAgree(left: ChainEntry, right: ChainEntry): boolean {
  return agrees(placedEntry(left), placedEntry(right));
}

/** Two numbers agree if their rounding intervals do; two gaps, if they are marked alike. */
export function agrees(
  left: Pick<PlacedEntry, 'entry' | 'interval'>,
  right: Pick<PlacedEntry, 'entry' | 'interval'>,
): boolean {
  if (left.interval === null || right.interval === null) {
    return (
      left.interval === right.interval &&
      printOf(left.entry).markers.join() === printOf(right.entry).markers.join()
    );
  }
  return agree(left.interval, right.interval);
}

/** A figure may be printed thousands of times, and each entry is compared with all others. */
const placed = new WeakMap<ChainEntry, PlacedEntry>();

function placedEntry(entry: ChainEntry): PlacedEntry {
  const known = placed.get(entry);
  if (known !== undefined) return known;
  const found = { entry, interval: intervalOfPrint(printOf(entry)) };
  placed.set(entry, found);
  return found;
}

function intervalOfPrint(print: PrintedValue): Interval | null {
  const { value } = print;
  return value === null ? null : intervalOf({ ...print, value });
}

function byWeightThenPlace(left: PlacedEntry, right: PlacedEntry): number {
  return byWeight(left, right) || byPlace(left.entry, right.entry);
}

function byWeight(left: PlacedEntry, right: PlacedEntry): number {
  return (
    rank(left.entry.facts.role === 'primary') - rank(right.entry.facts.role === 'primary') ||
    rank(printOf(left.entry).qualifier === 'exact') -
      rank(printOf(right.entry).qualifier === 'exact') ||
    rank(left.interval !== null) - rank(right.interval !== null) ||
    (left.interval !== null && right.interval !== null
      ? compareWidths(left.interval, right.interval)
      : 0)
  );
}

function byPlace(left: ChainEntry, right: ChainEntry): number {
  const a = left.facts.locator;
  const b = right.facts.locator;
  return (
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.order ?? 0) - (b.order ?? 0) ||
    (a.occurrence ?? 1) - (b.occurrence ?? 1) ||
    compareText(locatorText(a), locatorText(b)) ||
    compareText(left.eventId, right.eventId)
  );
}

function rank(first: boolean): number {
  return first ? 0 : 1;
}
