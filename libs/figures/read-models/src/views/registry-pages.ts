import type { EventRecord } from '@ledger/kernel';
import type { RegistryKind } from '../projections/index.js';
import { pageLimit, readCursor, writeCursor, type AskedPage, type NextPage } from './cursor.js';
import type { NameRange } from './name-range.js';
import type { ViewReader } from './view-reader.js';

/** A thing by its name, with its events in order. */
export interface RegisteredThing {
  readonly id: string;
  readonly events: readonly EventRecord[];
}

const READ_AT_ONCE = 500;

/**
 * What a registry has within a range, in order of name, as far as it was recorded by then.
 *
 * @param after the name before the first one wanted; from the start of the range if it is empty
 */
export async function* registeredThings(
  { registries }: ViewReader,
  kind: RegistryKind,
  { range, after, recordedMs }: RegistryPart,
): AsyncGenerator<RegisteredThing, void, undefined> {
  for (let from = after > range.from ? after : range.from; ;) {
    const known = { recordedMs, limit: READ_AT_ONCE };
    const ids = await registries.idsBetween(kind, { from, to: range.to }, known);
    const events = await registries.eventsOf(kind, ids);
    for (const id of ids) yield { id, events: events.get(id) ?? [] };
    const last = ids.at(-1);
    if (last === undefined || ids.length < READ_AT_ONCE) return;
    from = last;
  }
}

/** Things by their names, in the order of these. */
export async function* namedThings(
  { registries }: ViewReader,
  kind: RegistryKind,
  ids: readonly string[],
): AsyncGenerator<RegisteredThing, void, undefined> {
  const events = await registries.eventsOf(kind, ids);
  for (const id of ids) yield { id, events: events.get(id) ?? [] };
}

/** Which part of a registry is wanted. */
export interface RegistryPart {
  readonly range: NameRange;
  readonly after: string;
  readonly recordedMs: number;
}

/** One page of things. */
export interface RegisterPage<Item> extends NextPage {
  readonly items: readonly Item[];
}

/**
 * Fills a page with things of a registry.
 *
 * @param itemOf returns null for a thing that does not belong in the list
 * @throws {MalformedCursor | PageLimitOutOfBounds}
 */
export async function pageOfRegistry<Item>(
  things: (after: string) => AsyncIterable<RegisteredThing>,
  asked: AskedPage,
  itemOf: (thing: RegisteredThing) => Item | null | Promise<Item | null>,
): Promise<RegisterPage<Item>> {
  const limit = pageLimit(asked);
  const after = asked.cursor === undefined ? '' : readCursor(asked.cursor, [''] as const)[0];
  const items: Item[] = [];
  let last = '';
  for await (const thing of things(after)) {
    const item = await itemOf(thing);
    if (item === null) continue;
    if (items.length === limit) return { items, next: writeCursor(last) };
    items.push(item);
    last = thing.id;
  }
  return { items, next: null };
}
