import { compareText } from '@ledger/kernel';
import { compareWidths } from '../printed/intervals-agree.js';
import { locatorText } from './appearance.js';
import { printOf, type ChainEntry } from './chain-entry.js';
import type { EntryWithInterval } from './entries-agree.js';

/**
 * Orders what one publication prints of a figure; the first is what the publication says.
 *
 * Its own figure comes before a comparative, an exact number before a hedged one, a narrow rounding
 * interval before a wide one, then the order on the page.
 */
export function leadingFirst(left: EntryWithInterval, right: EntryWithInterval): number {
  return byWeight(left, right) || byLocator(left.entry, right.entry);
}

function byWeight(left: EntryWithInterval, right: EntryWithInterval): number {
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

function byLocator(left: ChainEntry, right: ChainEntry): number {
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
