import {
  valueIn,
  wordsInOrder,
  type ChainEntry,
  type ChainLink,
  type PrintedValue,
} from '@ledger/figures-domain';
import { subtractDecimals, type Decimal } from '@ledger/kernel';
import type { FigureAt } from './figures-at.js';

/** What a publication says of a figure: its first word, by the order the chain puts them in. */
export function leadingEntry({ known }: FigureAt, publication: string): ChainEntry | null {
  const entries = known.filter(({ facts }) => facts.publication === publication);
  // Whoever owns the figure: one publication alone has one first word.
  return wordsInOrder(entries)[0]?.[0].entry ?? null;
}

/** The link of a chain that an appearance is. */
export function linkOf({ chain }: FigureAt, eventId: string): ChainLink | null {
  return chain.links.find(({ entry }) => entry.eventId === eventId) ?? null;
}

/** The second number less the first, in the unit of the first; null if they do not compare. */
export function differenceOf(left: PrintedValue, right: PrintedValue): Decimal | null {
  const value = valueIn(right, left.unit);
  return left.value === null || value === null ? null : subtractDecimals(value, left.value);
}
