import { isTurnOver, nextTurn } from '@ledger/kernel';
import type { StreamMapPage, StreamMapPath, StreamMapStore } from '@ledger/log-store-port';
import {
  nextHead,
  NO_EVENTS,
  sameHash,
  streamKey,
  type Hash,
  type MapLeaf,
  type MapProof,
} from '@ledger/transparency';
import type { SortedGrowth } from './grown-streams.js';
import { MapPage, slotOf, type MapSlot } from './map-page.js';

/**
 * A step of a map, in which streams get further entries. Only pages on the way to these streams
 * are read.
 */
export class MapGrowth {
  readonly #store: Pick<StreamMapStore, 'page'>;
  readonly #grown: SortedGrowth;
  #root: Hash | undefined;
  #changed: StreamMapPage[] = [];

  constructor(store: Pick<StreamMapStore, 'page'>, grown: SortedGrowth) {
    this.#store = store;
    this.#grown = grown;
  }

  /** The root of the map. @throws {TypeError} not all pages were taken */
  get root(): Hash {
    if (this.#root === undefined) throw new TypeError('The pages have to be taken first.');
    return this.#root;
  }

  /** The pages that change. A sixteenth of them is kept in memory. */
  async *pages(): AsyncGenerator<StreamMapPage> {
    const prefix = '';
    const page = pageFrom(await this.#store.page(prefix));
    for (const part of this.#partsOf({ from: 0, to: this.#grown.count }, prefix)) {
      await this.#growSlot(page, prefix, part);
      yield* this.#changed;
      this.#changed = [];
    }
    if (this.#grown.count > 0) yield { prefix, bytes: page.encode() };
    this.#root = page.root();
  }

  /** @returns the root of the page */
  async #growPage(page: MapPage, prefix: string, range: GrownRange): Promise<Hash> {
    if (isTurnOver()) await nextTurn();
    for (const part of this.#partsOf(range, prefix)) await this.#growSlot(page, prefix, part);
    this.#changed.push({ prefix, bytes: page.encode() });
    return page.root();
  }

  async #growSlot(page: MapPage, prefix: string, range: GrownRange): Promise<void> {
    const index = this.#grown.digit(range.from, prefix.length);
    const slot = page.slot(index);
    if (this.#isOneStream(range) && !this.#isOther(slot, range)) {
      page.set(index, this.#grownLeaf(slot, range));
      return;
    }
    const below = prefix + index.toString(16);
    const root = await this.#growPage(await this.#pageBelow(slot, below), below, range);
    page.set(index, { root });
  }

  /** Two streams of one slot move into a page below it. */
  async #pageBelow(slot: MapSlot | undefined, below: string): Promise<MapPage> {
    if (slot === undefined) return MapPage.empty();
    // Only a slot with a root has a page below it.
    if ('root' in slot) return pageFrom(await this.#store.page(below));
    const page = MapPage.empty();
    page.set(slotOf(slot.key, below.length), slot);
    return page;
  }

  /** The entries of each slot of a page. */
  *#partsOf({ from, to }: GrownRange, prefix: string): Generator<GrownRange> {
    const place = prefix.length;
    let end = from;
    for (let start = from; start < to; start = end) {
      const digit = this.#grown.digit(start, place);
      while (end < to && this.#grown.digit(end, place) === digit) end += 1;
      yield { from: start, to: end };
    }
  }

  #isOneStream({ from, to }: GrownRange): boolean {
    return this.#grown.isSame(from, to - 1);
  }

  #isOther(slot: MapSlot | undefined, { from }: GrownRange): boolean {
    if (slot === undefined) return false;
    return 'root' in slot || !sameHash(slot.key, this.#grown.key(from));
  }

  #grownLeaf(slot: MapSlot | undefined, { from, to }: GrownRange): MapLeaf {
    let head = slot !== undefined && 'head' in slot ? slot.head : NO_EVENTS;
    for (let at = from; at < to; at += 1) head = nextHead(head, this.#grown.index(at));
    return { key: this.#grown.key(from), head };
  }
}

/** Consecutive entries of a step, in order of their streams' keys; at least one. */
interface GrownRange {
  readonly from: number;
  readonly to: number;
}

function pageFrom(stored: Uint8Array | undefined): MapPage {
  return stored === undefined ? MapPage.empty() : MapPage.decode(stored);
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
