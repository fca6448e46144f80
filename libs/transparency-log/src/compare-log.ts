import type { StoredEvent } from '@ledger/event-store-port';
import { isLedgerError } from '@ledger/kernel';
import type { LogStore } from '@ledger/log-store-port';
import {
  decodeEntries,
  encodeHashes,
  GrowingTree,
  leafHash,
  logEntry,
  positionOfEntry,
  sameHash,
  tileAt,
  tilePath,
  TILE_WIDTH,
  type FullTile,
  type TreeHead,
} from '@ledger/transparency';

/** An event, or a missing one, that contradicts the log. */
export interface LogDifference {
  /** In the event log; 0 if unknown. */
  readonly position: number;
  /** Empty where there is no event. */
  readonly eventId: string;
  readonly stream: string;
  readonly what: string;
}

/** A root that the event log has to lead to, and its source, as a subject: "the checkpoint". */
export interface ExpectedHead extends TreeHead {
  readonly of: string;
  /** The checkpoint's extension lines. */
  readonly extension: string;
}

/** More of one cause add nothing new. */
const DIFFERENCES_MAX = 1_000;

/**
 * Recomputes the log from the events, in order of position, and compares: every entry, every
 * tile, and the signed roots.
 */
export class LogComparison {
  readonly #store: Pick<LogStore, 'read'>;
  readonly #size: number;
  readonly #heads: readonly ExpectedHead[];
  readonly #tree = new GrowingTree();
  readonly #found = new Differences();
  /** Of tiles: they differ wherever an event does, and matter only where none does. */
  readonly #tiles = new Differences();
  #bundle = 0;
  /** The log's entries that were read but not yet compared with an event. */
  #entries: Uint8Array[] = [];

  /**
   * @param size entries that the log must have, by its checkpoint
   * @param heads what the events have to lead to
   */
  constructor(store: Pick<LogStore, 'read'>, size: number, heads: readonly ExpectedHead[]) {
    this.#store = store;
    this.#size = size;
    this.#heads = heads;
  }

  /** Compares the next event, in order of position. */
  async take(event: StoredEvent): Promise<void> {
    const full = this.#tree.add(leafHash(logEntry(event)));
    await this.#compareEvent(event);
    this.#compareHeads();
    for (const tile of full) await this.#compareTile(tile);
  }

  /** All differences, after the last event. */
  async end(): Promise<readonly LogDifference[]> {
    for (;;) {
      const entry = await this.#nextEntry();
      if (entry === undefined) break;
      this.#gone(entry);
    }
    const { size } = this.#tree;
    if (size === this.#size) {
      for (const tile of this.#tree.partial()) await this.#compareTile(tile);
    }
    for (const head of this.#heads) {
      if (head.size <= size) continue;
      this.#found.add(NOWHERE, `${head.of} covers ${head.size} events, and there are ${size}`);
    }
    return this.#found.count > 0 ? this.#found.all() : this.#tiles.all();
  }

  async #compareEvent(event: StoredEvent): Promise<void> {
    for (;;) {
      const entry = await this.#nextEntry();
      if (entry === undefined) return;
      const position = positionOfEntry(entry) ?? 0;
      if (position < event.position) {
        this.#gone(entry);
        continue;
      }
      if (position === event.position) {
        this.#compareEntry(event, entry);
        return;
      }
      this.#entries.unshift(entry);
      const what = 'the log has no entry of it, and entries behind it: it was put in or moved';
      this.#found.add(event, what);
      return;
    }
  }

  #compareHeads(): void {
    for (const { of, size, root } of this.#heads) {
      if (size !== this.#tree.size || sameHash(root, this.#tree.root())) continue;
      const what = `the first ${size} events do not lead to the root of ${of}: some were changed`;
      this.#found.add(NOWHERE, what);
    }
  }

  #compareEntry(event: StoredEvent, entry: Uint8Array): void {
    const expected = Buffer.from(logEntry(event));
    if (expected.equals(entry)) return;
    const [logged, made] = [fieldsOf(entry), fieldsOf(expected)];
    const names = Object.keys(made).filter((name) => made[name] !== logged[name]);
    const words = names.map((name) => WORDS[name] ?? name).join(', ');
    this.#found.add(event, `it is not what the log has of it: ${words} changed`);
  }

  #gone(entry: Uint8Array): void {
    const place = { ...NOWHERE, position: positionOfEntry(entry) ?? 0 };
    this.#found.add(place, 'the log has an entry of an event here, and the event is gone');
  }

  async #nextEntry(): Promise<Uint8Array | undefined> {
    while (this.#entries.length === 0 && this.#bundle * TILE_WIDTH < this.#size) {
      this.#entries = await this.#bundleAt(this.#bundle);
      this.#bundle += 1;
    }
    return this.#entries.shift();
  }

  /** Empty if they cannot be read, which is one difference for all of them. */
  async #bundleAt(index: number): Promise<Uint8Array[]> {
    const tile = tileAt('entries', index * TILE_WIDTH, this.#size);
    const path = tilePath(tile);
    try {
      const bytes = await this.#store.read(path);
      if (bytes !== undefined) return [...decodeEntries(bytes, tile.width)];
      this.#found.add(NOWHERE, `${path} of the log is missing`);
    } catch (error) {
      if (!isLedgerError(error)) throw error;
      this.#found.add(NOWHERE, `${path} of the log: ${error.message}`);
    }
    return [];
  }

  async #compareTile({ tile, hashes }: FullTile): Promise<void> {
    const end = (tile.index * TILE_WIDTH + tile.width) * TILE_WIDTH ** Number(tile.level);
    if (end > this.#size) return;
    const path = tilePath(tile);
    const bytes = await this.#store.read(path);
    if (bytes === undefined) this.#tiles.add(NOWHERE, `${path} of the log is missing`);
    else if (Buffer.compare(bytes, encodeHashes(hashes)) !== 0) {
      this.#tiles.add(NOWHERE, `${path} of the log has other hashes than the events lead to`);
    }
  }
}

/** Differences, of which a bounded number is kept and the rest is counted. */
class Differences {
  readonly #kept: LogDifference[] = [];
  count = 0;

  add(
    { position, id, stream }: Pick<StoredEvent, 'position' | 'id' | 'stream'>,
    what: string,
  ): void {
    this.count += 1;
    if (this.#kept.length < DIFFERENCES_MAX) {
      this.#kept.push({ position, eventId: id, stream, what });
    }
  }

  all(): readonly LogDifference[] {
    const more = this.count - this.#kept.length;
    if (more === 0) return this.#kept;
    const what = `${more} more differ from the log`;
    return [...this.#kept, { position: 0, eventId: '', stream: '', what }];
  }
}

const NOWHERE = { position: 0, id: '', stream: '' };

/** What the members of an entry commit to. */
const WORDS: Readonly<Record<string, string>> = {
  commitment: 'its stored bytes',
  event: 'its id',
  stream: 'its stream or revision',
  type: 'its type',
};

function fieldsOf(entry: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(Buffer.from(entry).toString()) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
