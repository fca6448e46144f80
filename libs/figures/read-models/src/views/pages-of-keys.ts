import { readCursor, writeCursor, type NextPage } from './cursor.js';
import type { KeyStream } from './key-stream.js';

/** The most keys read for one page; a query with few matches ends in a short page. */
const LOOKED_AT_MAX = 2_000;
/** The minimum batch of keys: reading several at once is cheaper. */
const LOOKED_AT_ONCE = 32;

/** How a page of keys is made. */
export interface KeyPageRequest<Item> {
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
 * The number of keys read is bounded. Only keys recorded by the query's clock count, so a page
 * always ends at the same key.
 *
 * @throws {MalformedCursor}
 */
export async function pageOfKeys<Item>(page: KeyPageRequest<Item>): Promise<Page<Item>> {
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

/** The first keys of a stream from a given key on. */
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

/** The successor of a key: a space sorts before every character of a key. */
export function behind(key: string): string {
  return `${key} `;
}
