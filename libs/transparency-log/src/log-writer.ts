import { BEGINNING, type EventStore, type StoredEvent } from '@ledger/event-store-port';
import { isTurnOver, nextTurn } from '@ledger/kernel';
import type { LogObject, LogStore } from '@ledger/log-store-port';
import {
  encodeEntries,
  encodeHashes,
  formatCheckpoint,
  formatNote,
  GrowingTree,
  leafHash,
  logEntry,
  parseNote,
  sameHash,
  signNote,
  streamsLine,
  tilePath,
  TILE_WIDTH,
  TileNotUsable,
  type Checkpoint,
  type FullTile,
  type SignedNote,
} from '@ledger/transparency';
import { checkTail } from './check-tail.js';
import { LogForked, LogWrittenElsewhere } from './log-errors.js';
import { identityOf, readCheckpoint, type SignedLog } from './log-identity.js';
import { CHECKPOINT_PATH, StoredLog } from './stored-log.js';
import type { Witnesses } from './witnesses.js';
import { StreamMapWriter, type StreamMapParts } from './stream-map-writer.js';

/** What writing a log depends on. */
export interface LogWriterParts extends SignedLog {
  readonly eventStore: Pick<EventStore, 'readAll'>;
  readonly store: LogStore;
  readonly streams: StreamMapParts;
  /** Cosign each checkpoint before it is stored; none by default. */
  readonly witnesses?: Witnesses;
}

/** Objects that are written at once while many are added: some 1.5 MB. */
const PENDING_MAX = 32;

/** How many events are added between two looks at the clock. */
const EVENTS_A_LOOK = 32;

/** Where a writer begins: at the last checkpoint, or at nothing. */
interface Beginning {
  readonly tree: GrowingTree;
  /** Of the last bundle, unless it is full. */
  readonly entries: readonly Uint8Array[];
  /** Of the last entry. */
  readonly position: number;
  /** The last signed tree; the tree must have this root at that size. */
  readonly signed: Checkpoint | undefined;
  /** The stored checkpoint, byte for byte. */
  readonly checkpoint: string | undefined;
}

/**
 * Adds events to a log, in order of position, and signs checkpoints of it. One process writes at
 * a time.
 *
 * Everything written follows from the event log, so interrupted work can be restarted from the
 * last checkpoint: it then writes the same bytes.
 */
export class LogWriter {
  readonly #parts: LogWriterParts;
  readonly #tree: GrowingTree;
  #entries: Uint8Array[];
  /** Completed, but not stored yet. */
  #pending: LogObject[] = [];
  #position: number;
  #signed: Checkpoint | undefined;
  #checkpoint: string | undefined;
  #streams: StreamMapWriter | undefined;

  private constructor(parts: LogWriterParts, beginning: Beginning) {
    this.#parts = parts;
    this.#tree = beginning.tree;
    this.#entries = [...beginning.entries];
    this.#position = beginning.position;
    this.#signed = beginning.signed;
    this.#checkpoint = beginning.checkpoint;
  }

  /**
   * Continues from the last checkpoint; starts from nothing if there is none, or if its tiles
   * are missing, and then arrives at the same root again.
   *
   * @throws {LogNotOurs} the existing checkpoint is not of this log
   * @throws {LogForked} the events at the end of the log are not those of the event log
   * @throws {LogStoreUnavailable | StoreUnavailable}
   */
  static async open(parts: LogWriterParts): Promise<LogWriter> {
    return new LogWriter(parts, await beginningOf(parts));
  }

  /** The number of entries, signed or not. */
  get size(): number {
    return this.#tree.size;
  }

  /** Position of the last entry; add the events after it. */
  get position(): number {
    return this.#position;
  }

  /** True until the last signed size is reached again. */
  get isRebuilding(): boolean {
    return this.size < (this.#signed?.size ?? 0);
  }

  /**
   * Adds events, and stores the tiles they complete, many at once: what is left over is stored
   * with the next checkpoint. After a failure open another writer.
   *
   * @throws {LogForked} the tree is not the one that was signed
   * @throws {LogObjectDiffers} the stored bytes differ from what follows from the events
   * @throws {LogStoreUnavailable}
   */
  async add(events: readonly StoredEvent[]): Promise<void> {
    const first = this.size;
    for (const event of events) {
      // Requests are answered on the same thread.
      if (this.size % EVENTS_A_LOOK === 0 && isTurnOver()) await nextTurn();
      const entry = logEntry(event);
      this.#entries.push(entry);
      for (const tile of this.#tree.add(leafHash(entry))) this.#pending.push(objectOf(tile));
      if (this.#entries.length === TILE_WIDTH) {
        this.#pending.push(this.#bundle());
        this.#entries = [];
      }
      this.#position = event.position;
      this.#checkSigned();
    }
    if (this.#pending.length >= PENDING_MAX) await this.#store();
    await (await this.#map()).take(events, first);
  }

  /** True if something is still to be cosigned, by a witness that did not answer before. */
  get isToBeCosigned(): boolean {
    const { witnesses } = this.#parts;
    if (witnesses === undefined || this.isRebuilding) return false;
    if (this.size > (this.#signed?.size ?? 0)) return true;
    return this.#checkpoint !== undefined && witnesses.isMissing(parseNote(this.#checkpoint));
  }

  /**
   * Stores what is pending, signs the present tree with the root of its map of streams, if it has
   * grown, and returns the checkpoint; undefined if it has not, if that map is still ahead, or
   * while too few witnesses have cosigned it. A stored checkpoint gets the cosignatures it lacks.
   *
   * @throws {LogWrittenElsewhere} another process has signed meanwhile
   * @throws {LogObjectDiffers | LogStoreUnavailable}
   */
  async publish(): Promise<string | undefined> {
    if (this.size <= (this.#signed?.size ?? 0)) {
      await this.#store();
      await this.#cosignAgain();
      return undefined;
    }
    const { origin, signers } = this.#parts;
    const partial = this.#tree.partial().map(objectOf);
    const rest = this.#entries.length > 0 ? [this.#bundle()] : [];
    await this.#store([...rest, ...partial]);
    const streams = await this.#streamsRoot();
    if (streams === undefined) return undefined;
    const head = { size: this.size, root: this.#tree.root(), extension: streamsLine(streams) };
    const note = await signNote(formatCheckpoint({ origin, ...head }), signers);
    const cosigned = await this.#cosigned(note);
    if (cosigned === undefined) return undefined;
    const text = formatNote(cosigned);
    await this.#replace(text);
    this.#signed = { origin, ...head };
    return text;
  }

  async #cosignAgain(): Promise<void> {
    const { witnesses } = this.#parts;
    if (witnesses === undefined || this.#checkpoint === undefined || this.isRebuilding) return;
    const note = parseNote(this.#checkpoint);
    if (!witnesses.isDue(note)) return;
    const cosigned = await this.#cosigned(note);
    if (cosigned === undefined || cosigned.signatures.length === note.signatures.length) return;
    await this.#replace(formatNote(cosigned));
  }

  /** The checkpoint with all cosignatures that it got; undefined if they are too few. */
  async #cosigned(note: SignedNote): Promise<SignedNote | undefined> {
    const { witnesses, store } = this.#parts;
    if (witnesses === undefined) return note;
    const { size } = this;
    const { tree } = new StoredLog(store, size);
    const consistencyProof = (from: number) => tree.consistencyProof(from);
    const cosigned = await witnesses.cosigned({ note, size, consistencyProof });
    return cosigned.isEnough ? cosigned.note : undefined;
  }

  async #replace(text: string): Promise<void> {
    const { store } = this.#parts;
    if ((await textAt(store, CHECKPOINT_PATH)) !== this.#checkpoint) {
      throw new LogWrittenElsewhere();
    }
    await store.replace({ path: CHECKPOINT_PATH, bytes: Buffer.from(text) });
    this.#checkpoint = text;
  }

  /** Stores what is pending, and more with it. */
  async #store(more: readonly LogObject[] = []): Promise<void> {
    const objects = [...this.#pending, ...more];
    this.#pending = [];
    await this.#parts.store.write(objects);
  }

  async #streamsRoot(): Promise<Uint8Array | undefined> {
    const { size, position } = this;
    return (await this.#map()).rootAt({ size, position }, this.#parts.eventStore, this.#signed);
  }

  async #map(): Promise<StreamMapWriter> {
    const { streams, eventStore } = this.#parts;
    return (this.#streams ??= await StreamMapWriter.open(streams, eventStore, this.#signed));
  }

  #bundle(): LogObject {
    const width = this.#entries.length;
    const index = Math.floor((this.size - width) / TILE_WIDTH);
    return {
      path: tilePath({ level: 'entries', index, width }),
      bytes: encodeEntries(this.#entries),
    };
  }

  #checkSigned(): void {
    const signed = this.#signed;
    if (signed === undefined || this.size !== signed.size) return;
    if (sameHash(this.#tree.root(), signed.root)) return;
    throw new LogForked(
      `The first ${signed.size} events do not lead to the root that was signed`,
    );
  }
}

async function beginningOf(parts: LogWriterParts): Promise<Beginning> {
  const { store, eventStore } = parts;
  const text = await textAt(store, CHECKPOINT_PATH);
  const fromNothing = { tree: new GrowingTree(), entries: [], position: BEGINNING };
  if (text === undefined) return { ...fromNothing, signed: undefined, checkpoint: undefined };
  const signed = readCheckpoint(text, identityOf(parts));
  const known = { signed, checkpoint: text };
  const log = new StoredLog(store, signed.size);
  try {
    const tree = new GrowingTree(signed.size, await log.edge());
    if (!sameHash(tree.root(), signed.root)) return { ...fromNothing, ...known };
    const { entries, position } = await checkTail(log, eventStore);
    return { tree, entries: entries.length < TILE_WIDTH ? entries : [], position, ...known };
  } catch (error) {
    if (error instanceof TileNotUsable) return { ...fromNothing, ...known };
    throw error;
  }
}

function objectOf({ tile, hashes }: FullTile): LogObject {
  return { path: tilePath(tile), bytes: encodeHashes(hashes) };
}

async function textAt(store: LogStore, path: string): Promise<string | undefined> {
  const bytes = await store.read(path);
  return bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8');
}
