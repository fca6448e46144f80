import { locatorText, type PrintedValue } from './appearance.js';
import { printOf, type ChainEntry } from './chain-entry.js';
import { agree, compareWidths, intervalOf, type Interval } from './interval.js';
import { publishedFrom } from './published-date.js';

/** An entry with what its order and its comparisons need, worked out once. */
export interface PlacedEntry {
  readonly entry: ChainEntry;
  /** The moment from which the public surely could see it. */
  readonly from: string;
  readonly interval: Interval | null;
}

/** What one publication prints of a figure: first what it says, then where it says it again. */
export type Word = readonly [PlacedEntry, ...PlacedEntry[]];

/**
 * What each publication prints of a figure, in order of publication.
 *
 * Publications are taken by the moment from which the public surely could see them, then by id;
 * within one, its own figure comes before a comparative, an exact number before a hedged one, a
 * narrow rounding interval before a wide one, then the place on the page.
 */
export function wordsInOrder(entries: readonly ChainEntry[]): readonly Word[] {
  const words: [PlacedEntry, ...PlacedEntry[]][] = [];
  for (const next of entries.map(placedEntry).sort(byPublicationThenPlace)) {
    const last = words.at(-1);
    if (last !== undefined && samePublication(last[0], next)) last.push(next);
    else words.push([next]);
  }
  return words;
}

/** True if two appearances agree at the precision each was printed with. */
export function printTheSame(left: ChainEntry, right: ChainEntry): boolean {
  return sayTheSame(placedEntry(left), placedEntry(right));
}

/** Two numbers agree if their rounding intervals do; two gaps, if they are marked alike. */
export function sayTheSame(
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

function placedEntry(entry: ChainEntry): PlacedEntry {
  return {
    entry,
    from: publishedFrom(entry.facts.published),
    interval: intervalOfPrint(printOf(entry)),
  };
}

function intervalOfPrint(print: PrintedValue): Interval | null {
  const { value } = print;
  return value === null ? null : intervalOf({ ...print, value });
}

function samePublication(left: PlacedEntry, right: PlacedEntry): boolean {
  return left.entry.facts.publication === right.entry.facts.publication;
}

function byPublicationThenPlace(left: PlacedEntry, right: PlacedEntry): number {
  return (
    compareText(left.from, right.from) ||
    compareText(left.entry.facts.publication, right.entry.facts.publication) ||
    byWeight(left, right) ||
    byPlace(left.entry, right.entry)
  );
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
    (a.occurrence ?? 1) - (b.occurrence ?? 1) ||
    compareText(locatorText(a), locatorText(b)) ||
    compareText(left.eventId, right.eventId)
  );
}

function rank(first: boolean): number {
  return first ? 0 : 1;
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
