import { HASH_BYTES, streamKey, type Hash } from '@ledger/transparency';

const FIRST_CAPACITY = 1_024;
/** Bytes of a key that are sorted by at once, as far as they fit a number. */
const SORTED_BYTES = 6;
/** A number is exact up to 2 to this. */
const EXACT_BITS = 53;

/** Entries that streams get in one step of their map, at some 45 bytes each. */
export class GrownStreams {
  #keys = Buffer.alloc(FIRST_CAPACITY * HASH_BYTES);
  #indices = new Float64Array(FIRST_CAPACITY);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Adds an entry of a stream, by the entry's index in the log. */
  add(stream: string, index: number): void {
    if (this.#count === this.#indices.length) this.#enlarge();
    this.#keys.set(streamKey(stream), this.#count * HASH_BYTES);
    this.#indices[this.#count] = index;
    this.#count += 1;
  }

  /** All of them in order of their streams' keys, and in the order they were added within one. */
  sorted(): SortedGrowth {
    return new SortedGrowth(this.#keys, this.#indices, sortedOrder(this.#keys, this.#count));
  }

  #enlarge(): void {
    const keys = Buffer.alloc(this.#keys.length * 2);
    keys.set(this.#keys);
    this.#keys = keys;
    const indices = new Float64Array(this.#indices.length * 2);
    indices.set(this.#indices);
    this.#indices = indices;
  }
}

/** Entries of streams in order of key. */
export class SortedGrowth {
  readonly #keys: Buffer;
  readonly #indices: Float64Array;
  readonly #order: Uint32Array;

  constructor(keys: Buffer, indices: Float64Array, order: Uint32Array) {
    this.#keys = keys;
    this.#indices = indices;
    this.#order = order;
  }

  get count(): number {
    return this.#order.length;
  }

  /** The key of the stream of one. */
  key(at: number): Hash {
    const start = this.#placeOf(at);
    return this.#keys.subarray(start, start + HASH_BYTES);
  }

  /** The index of the entry of one. */
  index(at: number): number {
    return this.#indices[this.#order[at] ?? 0] ?? 0;
  }

  /** The hexadecimal digit of a key at some place, as a number. */
  digit(at: number, place: number): number {
    const byte = this.#keys[this.#placeOf(at) + (place >> 1)] ?? 0;
    return place % 2 === 0 ? byte >> 4 : byte & 15;
  }

  /** True if two have the same stream. */
  isSame(one: number, other: number): boolean {
    return compareAt(this.#keys, this.#order[one] ?? 0, this.#order[other] ?? 0) === 0;
  }

  #placeOf(at: number): number {
    return (this.#order[at] ?? 0) * HASH_BYTES;
  }
}

/**
 * Sorts by as many first bits of the keys as fit one number together with the place of each:
 * numbers are sorted without calling back.
 */
function sortedOrder(keys: Buffer, count: number): Uint32Array {
  const placeBits = Math.max(1, Math.ceil(Math.log2(count)));
  const places = 2 ** placeBits;
  const dropped = 2 ** Math.max(0, SORTED_BYTES * 8 + placeBits - EXACT_BITS);
  const numbers = new Float64Array(count);
  for (let i = 0; i < count; i += 1) {
    const start = keys.readUIntBE(i * HASH_BYTES, SORTED_BYTES);
    numbers[i] = Math.floor(start / dropped) * places + i;
  }
  numbers.sort();
  const startAt = (at: number) => Math.floor((numbers[at] ?? 0) / places);
  const order = Uint32Array.from(numbers, (number) => number % places);
  for (let from = 0, to = 1; from < count; from = to, to += 1) {
    while (to < count && startAt(to) === startAt(from)) to += 1;
    sortAlike(order.subarray(from, to), keys);
  }
  return order;
}

/** Sorts those whose keys begin alike: they are nearly always of one stream. */
function sortAlike(order: Uint32Array, keys: Buffer): void {
  const [first = 0] = order;
  if (order.every((one) => compareAt(keys, first, one) === 0)) return;
  order.sort((one, other) => compareAt(keys, one, other) || one - other);
}

function compareAt(keys: Buffer, one: number, other: number): number {
  const [start, otherStart] = [one * HASH_BYTES, other * HASH_BYTES];
  return keys.compare(keys, otherStart, otherStart + HASH_BYTES, start, start + HASH_BYTES);
}
