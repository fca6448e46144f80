import type { LogStore } from '@ledger/log-store-port';
import {
  formatNote,
  formatTlogProof,
  positionOfEntry,
  TILE_WIDTH,
  type Hash,
} from '@ledger/transparency';
import { readCheckpoint, type LogIdentity, type ReadCheckpoint } from './log-identity.js';
import { CHECKPOINT_PATH, StoredLog } from './stored-log.js';
import { TileCache } from './tile-cache.js';

/** Proves that the entry of a position is in a log. */
export interface EntryProof {
  readonly index: number;
  readonly hashes: readonly Hash[];
}

/** A log as of its last checkpoint, for making proofs. */
export class ProvenLog {
  readonly #log: StoredLog;

  /** @param tiles shared by the logs of several checkpoints */
  constructor(
    /** The checkpoint, with all its signatures. */
    readonly checkpoint: ReadCheckpoint,
    store: Pick<LogStore, 'read'>,
    tiles?: TileCache,
  ) {
    this.#log = new StoredLog(store, checkpoint.size, tiles);
  }

  /**
   * The log as last signed; undefined if it never was.
   *
   * @throws {LogNotOurs | MalformedLogText | LogStoreUnavailable}
   */
  static async last(
    store: Pick<LogStore, 'read'>,
    identity: LogIdentity,
  ): Promise<ProvenLog | undefined> {
    return new LatestLog(store, identity).get();
  }

  /**
   * The proof for the entry of a position; undefined if the checkpoint does not cover it.
   *
   * @throws {TileNotUsable | LogStoreUnavailable}
   */
  async proofOf(position: number): Promise<EntryProof | undefined> {
    const index = await this.#log.indexOf(position);
    if (index === undefined) return undefined;
    return { index, hashes: await this.#log.tree.inclusionProof(index) };
  }

  /**
   * The position of its last event; undefined if it has none.
   *
   * @throws {TileNotUsable | LogStoreUnavailable}
   */
  async lastPosition(): Promise<number | undefined> {
    const { size } = this.checkpoint;
    if (size === 0) return undefined;
    const last = (await this.#log.bundle(Math.ceil(size / TILE_WIDTH) - 1)).at(-1);
    return last === undefined ? undefined : positionOfEntry(last);
  }

  /**
   * The position of an entry; undefined if the checkpoint does not cover it.
   *
   * @throws {TileNotUsable | LogStoreUnavailable}
   */
  async positionAt(index: number): Promise<number | undefined> {
    if (index >= this.checkpoint.size) return undefined;
    const entry = (await this.#log.bundle(Math.floor(index / TILE_WIDTH)))[index % TILE_WIDTH];
    return entry === undefined ? undefined : positionOfEntry(entry);
  }

  /** The same as a file (C2SP tlog-proof). */
  async proofFileOf(position: number): Promise<string | undefined> {
    const proof = await this.proofOf(position);
    if (proof === undefined) return undefined;
    return formatTlogProof({ ...proof, checkpoint: formatNote(this.checkpoint.note) });
  }
}

/** The log as last signed, which another process may be writing; for making many proofs. */
export class LatestLog {
  readonly #store: Pick<LogStore, 'read'>;
  readonly #identity: LogIdentity;
  readonly #tiles: TileCache;
  /** As of the checkpoint that was read last, and what that was. */
  #latest: { readonly text: string; readonly log: ProvenLog } | undefined;

  constructor(store: Pick<LogStore, 'read'>, identity: LogIdentity) {
    this.#store = store;
    this.#identity = identity;
    this.#tiles = new TileCache(store);
  }

  /**
   * The log as of its checkpoint of this moment; undefined if it was never signed.
   *
   * @throws {LogNotOurs | MalformedLogText | LogStoreUnavailable}
   */
  async get(): Promise<ProvenLog | undefined> {
    const bytes = await this.#store.read(CHECKPOINT_PATH);
    if (bytes === undefined) return undefined;
    const text = Buffer.from(bytes).toString();
    if (this.#latest?.text !== text) {
      const checkpoint = readCheckpoint(text, this.#identity);
      this.#latest = { text, log: new ProvenLog(checkpoint, this.#store, this.#tiles) };
    }
    return this.#latest.log;
  }
}
