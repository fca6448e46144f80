import { intervalOf, type Interval } from '../printed/interval.js';
import { agree } from '../printed/intervals-agree.js';
import type { PrintedValue } from '../printed/print.js';
import { printOf, type ChainEntry } from './chain-entry.js';

/** An entry with the rounding interval of what it prints; null where it prints no number. */
export interface EntryWithInterval {
  readonly entry: ChainEntry;
  readonly interval: Interval | null;
}

/** True if two appearances agree at the precision each was printed with. */
export function entriesAgree(left: ChainEntry, right: ChainEntry): boolean {
  return agrees(withInterval(left), withInterval(right));
}

/** Two numbers agree if their rounding intervals do; two gaps, if they are marked alike. */
export function agrees(left: EntryWithInterval, right: EntryWithInterval): boolean {
  if (left.interval === null || right.interval === null) {
    return (
      left.interval === right.interval &&
      printOf(left.entry).markers.join() === printOf(right.entry).markers.join()
    );
  }
  return agree(left.interval, right.interval);
}

/** A figure may be printed thousands of times, and each entry is compared with all others. */
const intervals = new WeakMap<ChainEntry, EntryWithInterval>();

/** An entry with its rounding interval. */
export function withInterval(entry: ChainEntry): EntryWithInterval {
  const known = intervals.get(entry);
  if (known !== undefined) return known;
  const found = { entry, interval: intervalOfPrint(printOf(entry)) };
  intervals.set(entry, found);
  return found;
}

function intervalOfPrint(print: PrintedValue): Interval | null {
  const { value } = print;
  return value === null ? null : intervalOf({ ...print, value });
}
