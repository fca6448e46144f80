/** Distinct keys in order, which can be read from any key on. */
export interface KeyStream {
  /**
   * The first key at or after a given one; null if there is none. Successive calls never go
   * backwards.
   */
  from(place: string): Promise<string | null>;
}

/** Reads a block of an ordered list: the first keys from a given key on. */
export type KeyBlock = (place: string, limit: number) => Promise<readonly string[]>;

/** Small blocks at first, for a search that seeks; larger ones for sequential reads. */
const BLOCK_KEYS_MIN = 32;
const BLOCK_KEYS_MAX = 1_024;

/** A stream over an ordered list that is read in blocks. */
export class KeysInBlocks implements KeyStream {
  readonly #read: KeyBlock;
  #keys: readonly string[] = [];
  #at = 0;
  #limit = BLOCK_KEYS_MIN / 4;
  #isLast = false;

  constructor(read: KeyBlock) {
    this.#read = read;
  }

  async from(place: string): Promise<string | null> {
    for (;;) {
      const entered = this.#at;
      while (this.#isBefore(place)) this.#at += 1;
      const key = this.#keys[this.#at];
      if (key !== undefined || this.#isLast) return key ?? null;
      const isJump = entered === 0 && this.#keys.length > 0;
      await this.#readFrom(place, isJump ? BLOCK_KEYS_MIN : this.#limit * 4);
    }
  }

  #isBefore(place: string): boolean {
    const key = this.#keys[this.#at];
    return key !== undefined && key < place;
  }

  async #readFrom(place: string, limit: number): Promise<void> {
    this.#limit = Math.min(limit, BLOCK_KEYS_MAX);
    this.#keys = await this.#read(place, this.#limit);
    this.#at = 0;
    this.#isLast = this.#keys.length < this.#limit;
  }
}

/** The keys that are in every one of some streams, at least one. */
export function intersection(streams: readonly KeyStream[]): KeyStream {
  const [only] = streams;
  if (only !== undefined && streams.length === 1) return only;
  return { from: (place) => meetingPlace(streams, place) };
}

/** Each stream in turn seeks to the key of the others, until all agree. */
async function meetingPlace(
  streams: readonly KeyStream[],
  start: string,
): Promise<string | null> {
  let place = start;
  for (let meeting = 0; ;) {
    for (const stream of streams) {
      const key = await stream.from(place);
      if (key === null) return null;
      meeting = key === place ? meeting + 1 : 1;
      place = key;
      if (meeting >= streams.length) return place;
    }
  }
}

/** The keys that are in any of some streams. */
export function union(streams: readonly KeyStream[]): KeyStream {
  const [only] = streams;
  if (only !== undefined && streams.length === 1) return only;
  return {
    async from(place) {
      let first: string | null = null;
      for (const stream of streams) {
        const key = await stream.from(place);
        if (key !== null && (first === null || key < first)) first = key;
      }
      return first;
    },
  };
}

/** Concatenates streams whose ranges follow each other: none is read before its turn. */
export function concatenation(streams: readonly KeyStream[]): KeyStream {
  let turn = 0;
  return {
    async from(place) {
      for (; ; turn += 1) {
        const stream = streams[turn];
        if (stream === undefined) return null;
        const key = await stream.from(place);
        if (key !== null) return key;
      }
    },
  };
}
