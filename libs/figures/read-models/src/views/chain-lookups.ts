import {
  valueIn,
  printsByPublication,
  type ChainEntry,
  type ChainLink,
  type PrintedValue,
} from '@ledger/figures-domain';
import { subtractDecimals, type Decimal } from '@ledger/kernel';
import type { FigureAt } from './figures-at.js';

/** The leading entry of a publication for a figure, in the order of the chain. */
export function leadingEntry({ known }: FigureAt, publication: string): ChainEntry | null {
  const entries = known.filter(({ facts }) => facts.publication === publication);
  // Independent of the owner: a single publication has one leading entry.
  return printsByPublication(entries)[0]?.[0].entry ?? null;
}

/** The link of a chain that an appearance is. */
export function linkOf({ chain }: FigureAt, eventId: string): ChainLink | null {
  return chain.links.find(({ entry }) => entry.eventId === eventId) ?? null;
}

/** The right number minus the left one, in the unit of the left; null if they do not compare. */
export function rightMinusLeft(left: PrintedValue, right: PrintedValue): Decimal | null {
  const value = valueIn(right, left.unit);
  return left.value === null || value === null ? null : subtractDecimals(value, left.value);
}
