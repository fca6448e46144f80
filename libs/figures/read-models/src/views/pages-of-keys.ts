import { readCursor, writeCursor, type NextPage } from './cursor.js';
import type { KeyStream } from './key-stream.js';

/** Keys looked at for one page; a question that almost nothing answers ends in a short page. */
const LOOKED_AT_MAX = 2_000;
/** Keys looked at together, at least: questions are cheaper by the dozen. */
const LOOKED_AT_ONCE = 32;

/** How a page of keys is made. */
export interface KeyPage<Item> {
  readonly stream: KeyStream;
  readonly limit: number;
  readonly cursor: string | undefined;
  /** Makes items of keys, in their order; null for a key that does not belong in the list. */
  readonly itemsOf: (keys: readonly string[]) => Promise<readonly (Item | null)[]>;
}

/** A page, which may be short, or empty, though there are more. */
export interface Page<Item> extends NextPage {
  readonly items: readonly Item[];
}

/**
 * Fills a page from a stream of keys.
 *
 * How many keys are looked at has a bound. What is counted are keys that were recorded by the
 * question's clock, so a page ends at the same place for ever.
 *
 * @throws {MalformedCursor}
 */
export async function pageOfKeys<Item>(page: KeyPage<Item>): Promise<Page<Item>> {
  const { stream, limit, itemsOf } = page;
  const items: Item[] = [];
  let place =
    page.cursor === undefined ? '' : behind(readCursor(page.cursor, [''] as const)[0]);
  for (let lookedAt = 0; ;) {
    const keys = await take(stream, place, Math.max(limit - items.length, LOOKED_AT_ONCE));
    const last = keys.at(-1);
    if (last === undefined) return { items, next: null };
    for (const [at, item] of (await itemsOf(keys)).entries()) {
      if (item !== null) items.push(item);
      if (items.length < limit) continue;
      const key = keys[at] ?? last;
      const isLast = key === last && (await stream.from(behind(last))) === null;
      return { items, next: isLast ? null : writeCursor(key) };
    }
    lookedAt += keys.length;
    place = behind(last);
    if (lookedAt >= LOOKED_AT_MAX) return { items, next: writeCursor(last) };
  }
}

/** The first keys of a stream that are not before a place. */
export async function take(
  stream: KeyStream,
  place: string,
  limit: number,
): Promise<readonly string[]> {
  const keys: string[] = [];
  let next = place;
  while (keys.length < limit) {
    const key = await stream.from(next);
    if (key === null) break;
    keys.push(key);
    next = behind(key);
  }
  return keys;
}

/** The place right behind a key: a space comes before everything a key is written with. */
export function behind(key: string): string {
  return `${key} `;
}
