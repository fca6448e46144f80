import type { LogStore } from '@ledger/log-store-port';
import { formatNote, formatTlogProof, type Hash } from '@ledger/transparency';
import { readCheckpoint, type LogIdentity, type ReadCheckpoint } from './log-identity.js';
import { CHECKPOINT_PATH, StoredLog } from './stored-log.js';

/** Proves that the entry of a position is in a log. */
export interface EntryProof {
  readonly index: number;
  readonly hashes: readonly Hash[];
}

/** A log as of its last checkpoint, for making proofs. */
export class ProvenLog {
  readonly #log: StoredLog;

  private constructor(
    /** The checkpoint, with all its signatures. */
    readonly checkpoint: ReadCheckpoint,
    store: Pick<LogStore, 'read'>,
  ) {
    this.#log = new StoredLog(store, checkpoint.size);
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
    const bytes = await store.read(CHECKPOINT_PATH);
    if (bytes === undefined) return undefined;
    return new ProvenLog(readCheckpoint(Buffer.from(bytes).toString(), identity), store);
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

  /** The same as a file (C2SP tlog-proof). */
  async proofFileOf(position: number): Promise<string | undefined> {
    const proof = await this.proofOf(position);
    if (proof === undefined) return undefined;
    return formatTlogProof({ ...proof, checkpoint: formatNote(this.checkpoint.note) });
  }
}
