import { isTurnOver, nextTurn } from '@ledger/kernel';
import type { StreamMapPage, StreamMapPath, StreamMapStore } from '@ledger/log-store-port';
import {
  nextHead,
  NO_EVENTS,
  streamKey,
  type Hash,
  type MapLeaf,
  type MapProof,
} from '@ledger/transparency';
import { MapPage, slotOf } from './map-page.js';

/** A stream and the entries that it gets, by their indices in order. */
interface Growth {
  readonly key: Hash;
  /** Of a stream that only moves into a page of its own: its head so far. */
  readonly head: Hash;
  readonly indices: readonly number[];
}

/** What a map becomes: the pages that change, and its root. */
export interface GrownMap {
  readonly pages: readonly StreamMapPage[];
  readonly root: Hash;
}

/**
 * The map after streams got further entries. Only pages on the way to these streams are read.
 *
 * @param grown indices in order, by the name of the stream
 */
export async function growMap(
  store: Pick<StreamMapStore, 'page'>,
  grown: ReadonlyMap<string, readonly number[]>,
): Promise<GrownMap> {
  const streams = [...grown].map(([name, indices]) => ({
    ...{ key: streamKey(name), head: NO_EVENTS, indices },
  }));
  const pages: StreamMapPage[] = [];
  const top = await store.page('');
  const root = await growPage({ store, pages }, { prefix: '', stored: top }, streams);
  return { pages, root };
}

interface Growing {
  readonly store: Pick<StreamMapStore, 'page'>;
  readonly pages: StreamMapPage[];
}

interface StoredPage {
  readonly prefix: string;
  /** Undefined if the page does not exist yet. */
  readonly stored: Uint8Array | undefined;
}

/** @returns the root of the page */
async function growPage(
  growing: Growing,
  { prefix, stored }: StoredPage,
  streams: readonly Growth[],
): Promise<Hash> {
  if (isTurnOver()) await nextTurn();
  const page = stored === undefined ? MapPage.empty() : MapPage.decode(stored);
  const bySlot = Map.groupBy(streams, ({ key }) => slotOf(key, prefix.length));
  for (const [index, some] of bySlot) {
    const slot = page.slot(index);
    const [first] = some;
    const isAlone = some.length === 1 && first !== undefined;
    if (isAlone && (slot === undefined || ('key' in slot && isSame(slot, first)))) {
      page.set(index, grownLeaf(slot, first));
      continue;
    }
    const moved = slot !== undefined && 'key' in slot ? withMoved(some, slot) : some;
    const below = prefix + index.toString(16);
    // Only a slot with a root has a page below it.
    const isPage = slot !== undefined && 'root' in slot;
    const storedBelow = isPage ? await growing.store.page(below) : undefined;
    const root = await growPage(growing, { prefix: below, stored: storedBelow }, moved);
    page.set(index, { root });
  }
  growing.pages.push({ prefix, bytes: page.encode() });
  return page.root();
}

function grownLeaf(slot: MapLeaf | undefined, { key, head, indices }: Growth): MapLeaf {
  return { key, head: indices.reduce(nextHead, slot?.head ?? head) };
}

/** Two streams of one slot move into a page below it. */
function withMoved(some: readonly Growth[], slot: MapLeaf): readonly Growth[] {
  const own = some.find((one) => isSame(slot, one));
  const moved = { ...slot, indices: own?.indices ?? [] };
  return [...some.filter((one) => one !== own), moved];
}

function isSame({ key }: MapLeaf, growth: Growth): boolean {
  return Buffer.compare(key, growth.key) === 0;
}

/** What a map holds of a stream, with its proof; the head is undefined if it has no such stream. */
export interface ProvenStream {
  readonly head: Hash | undefined;
  readonly proof: MapProof;
}

/** Reads what a map holds of a stream. */
export function provenStream(name: string, { pages }: StreamMapPath): ProvenStream {
  const key = streamKey(name);
  const siblings: Hash[] = [];
  for (const [level, bytes] of pages.entries()) {
    const found = MapPage.decode(bytes).walk(key, level * 4, siblings);
    if (found === 'below') continue;
    siblings.reverse();
    if (found === undefined) return { head: undefined, proof: { siblings } };
    if (Buffer.compare(found.key, key) === 0) return { head: found.head, proof: { siblings } };
    return { head: undefined, proof: { siblings, other: found } };
  }
  return { head: undefined, proof: { siblings } };
}
