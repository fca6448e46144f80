import {
  bitOf,
  EMPTY_PART,
  joinParts,
  mapLeafHash,
  type Hash,
  type MapLeaf,
  type MapPart,
  HASH_BYTES,
} from '@ledger/transparency';

/** One sixteenth of a page: a single stream, or a page of its own below; undefined if empty. */
export type MapSlot = MapLeaf | { readonly root: Hash };

/** Slots of a page: it covers four bits of keys. */
const SLOTS = 16;
const BITS = 4;

const EMPTY = 0;
const STREAM = 1;
const PAGE = 2;

/** A page of the map of streams: the sixteen parts under one prefix. */
export class MapPage {
  readonly #slots: (MapSlot | undefined)[];

  private constructor(slots: (MapSlot | undefined)[]) {
    this.#slots = slots;
  }

  static empty(): MapPage {
    return new MapPage(new Array<MapSlot | undefined>(SLOTS).fill(undefined));
  }

  /** @throws {RangeError} these bytes are no page */
  static decode(bytes: Uint8Array): MapPage {
    const slots: (MapSlot | undefined)[] = [];
    let at = 0;
    const hash = () => bytes.subarray(at, (at += HASH_BYTES));
    for (let i = 0; i < SLOTS; i += 1) {
      const kind = bytes[at];
      at += 1;
      if (kind === STREAM) slots.push({ key: hash(), head: hash() });
      else if (kind === PAGE) slots.push({ root: hash() });
      else slots.push(undefined);
    }
    if (at !== bytes.length) throw new RangeError('These bytes are no page of a map.');
    return new MapPage(slots);
  }

  encode(): Uint8Array {
    const bytes = Buffer.alloc(this.#length(), EMPTY);
    let at = 0;
    for (const slot of this.#slots) {
      at += 1;
      if (slot === undefined) continue;
      const isPage = 'root' in slot;
      bytes[at - 1] = isPage ? PAGE : STREAM;
      bytes.set(isPage ? slot.root : slot.key, at);
      at += HASH_BYTES;
      if (isPage) continue;
      bytes.set(slot.head, at);
      at += HASH_BYTES;
    }
    return bytes;
  }

  #length(): number {
    let length = SLOTS;
    for (const slot of this.#slots) {
      if (slot !== undefined) length += 'root' in slot ? HASH_BYTES : 2 * HASH_BYTES;
    }
    return length;
  }

  slot(index: number): MapSlot | undefined {
    return this.#slots[index];
  }

  set(index: number, slot: MapSlot): void {
    this.#slots[index] = slot;
  }

  root(): Hash {
    return this.#part(0, SLOTS).hash;
  }

  /**
   * Walks towards a key within this page, and collects the other half of each part passed.
   *
   * @param depth bits of the key that lie before this page
   * @param siblings receives them from the top down
   * @returns the stream that is there; undefined for none; `below` if the walk goes on there
   */
  walk(key: Hash, depth: number, siblings: Hash[]): MapLeaf | 'below' | undefined {
    let [from, count] = [0, SLOTS];
    for (let at = depth; at < depth + BITS; at += 1) {
      const part = this.#part(from, count);
      if (part === EMPTY_PART || part.isStream) return this.#onlyIn(from, count);
      count /= 2;
      const isRight = bitOf(key, at) === 1;
      const other = this.#part(isRight ? from : from + count, count);
      siblings.push(other.hash);
      if (isRight) from += count;
    }
    const slot = this.#slots[from];
    return slot !== undefined && 'root' in slot ? 'below' : slot;
  }

  #onlyIn(from: number, count: number): MapLeaf | undefined {
    const found = this.#slots.slice(from, from + count).find((slot) => slot !== undefined);
    return found !== undefined && 'key' in found ? found : undefined;
  }

  #part(from: number, count: number): MapPart {
    if (count > 1) {
      const half = count / 2;
      return joinParts(this.#part(from, half), this.#part(from + half, half));
    }
    const slot = this.#slots[from];
    if (slot === undefined) return EMPTY_PART;
    return 'root' in slot
      ? { hash: slot.root, isStream: false }
      : { hash: mapLeafHash(slot), isStream: true };
  }
}

/** The slot of a key in the page that comes after so many pages. */
export function slotOf(key: Hash, level: number): number {
  const byte = key[level >> 1] ?? 0;
  return level % 2 === 0 ? byte >> 4 : byte & 15;
}
