import { PAGE_LIMIT_MAX } from '@ledger/contract';
import { MalformedCursor, PageLimitOutOfBounds } from './read-refusals.js';

/** The page of a list that a query requests. */
export interface AskedPage {
  /** The most items wanted. */
  readonly limit?: number;
  /** Where the page before ended; the first page without. */
  readonly cursor?: string;
}

/** The link from a page to the next one. */
export interface NextPage {
  /** Asks for the next page; null on the last one. */
  readonly next: string | null;
}

/** The number of items in a page where none is asked for. */
export const PAGE_LIMIT = 50;

/**
 * The number of items in a page.
 *
 * @throws {PageLimitOutOfBounds}
 */
export function pageLimit({ limit = PAGE_LIMIT }: AskedPage): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= PAGE_LIMIT_MAX) return limit;
  throw new PageLimitOutOfBounds(limit, PAGE_LIMIT_MAX);
}

type CursorPart = string | number;

/**
 * Writes a cursor: the sort key of the last item seen rather than an offset, so that items
 * added meanwhile are neither repeated nor skipped. It is opaque to callers.
 */
export function writeCursor(...place: readonly CursorPart[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/**
 * Reads a cursor whose parts have the types of an example.
 *
 * @throws {MalformedCursor}
 */
export function readCursor<Place extends readonly CursorPart[]>(
  text: string,
  example: Place,
): { readonly [Part in keyof Place]: Place[Part] extends number ? number : string } {
  const place = parsed(text);
  const fits =
    Array.isArray(place) &&
    place.length === example.length &&
    place.every((part, at) => typeof part === typeof example[at] && isSound(part));
  if (!fits) throw new MalformedCursor(text);
  return place as never;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
}

function isSound(part: unknown): boolean {
  return typeof part === 'string' ? part.isWellFormed() : Number.isSafeInteger(part);
}
