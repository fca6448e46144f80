import { BEGINNING, type EventStore, type StoredEvent } from '@ledger/event-store-port';
import { isTurnOver, nextTurn } from '@ledger/kernel';
import type {
  HeldEvent,
  ListedEntry,
  StreamMapState,
  StreamMapStore,
} from '@ledger/log-store-port';
import {
  EMPTY_MAP,
  isList,
  sameHash,
  streamsRootIn,
  type Checkpoint,
} from '@ledger/transparency';
import { GrownStreams } from './grown-streams.js';
import { LogForked } from './log-errors.js';
import { MapGrowth } from './stream-map.js';

/** Whether and when an event is counted in its stream. */
export interface Disclosure {
  /**
   * Publications without whose release nobody may know of it. It is called only while something
   * is under embargo, because it may have to read the event.
   */
  waitsFor(): readonly string[];
  /** Lists that it is in as well: names that begin with {@link LIST_PREFIX}. */
  lists?(): readonly string[];
  /** The publication that it puts under embargo. */
  readonly embargoes?: string;
  /** The publication that it releases. */
  readonly releases?: string;
}

/**
 * Decides about an event; undefined for one whose stream is not in the map. It must be a function
 * of the event alone.
 */
export type DisclosureOf = (event: StoredEvent) => Disclosure | undefined;

/** The map of streams of a log, and what it is made with. */
export interface StreamMapParts {
  readonly store: StreamMapStore;
  readonly disclosureOf: DisclosureOf;
}

/** Where a log is. */
interface LogPlace {
  readonly size: number;
  readonly position: number;
}

const NOTHING: StreamMapState = {
  size: 0,
  position: BEGINNING,
  eventId: '',
  root: EMPTY_MAP,
};
const EVENTS_A_PAGE = 2_000;
/** Entries that are kept in memory before a step is stored: some 9 MB. */
const PENDING_MAX = 200_000;

/** How many events are taken in between two looks at the clock. */
const EVENTS_A_LOOK = 32;

/**
 * Keeps the map of streams beside a log. It can be behind the log, from which it then follows
 * the event log by itself; everything in it follows from the events.
 */
export class StreamMapWriter {
  readonly #parts: StreamMapParts;
  /** What is stored, and what was taken in since. */
  #stored: StreamMapState;
  #last: Pick<StreamMapState, 'size' | 'position' | 'eventId'>;
  #embargoed: Set<string>;
  #grown = new GrownStreams();
  #held: HeldEvent[] = [];
  #released: string[] = [];
  #listed: ListedEntry[] = [];

  private constructor(
    parts: StreamMapParts,
    stored: StreamMapState,
    embargoed: readonly string[],
  ) {
    this.#parts = parts;
    this.#stored = stored;
    this.#last = stored;
    this.#embargoed = new Set(embargoed);
  }

  /**
   * Continues from what is stored; from nothing if that is not of this event log, or not what
   * was signed.
   *
   * @throws {LogStoreUnavailable | StoreUnavailable}
   */
  static async open(
    parts: StreamMapParts,
    eventStore: Pick<EventStore, 'readAll'>,
    signed: Checkpoint | undefined,
  ): Promise<StreamMapWriter> {
    const { store } = parts;
    const state = (await store.state()) ?? NOTHING;
    const isOurs =
      state.size === 0 || (!contradicts(state, signed) && (await holds(eventStore, state)));
    if (!isOurs) await store.clear();
    return new StreamMapWriter(
      parts,
      isOurs ? state : NOTHING,
      isOurs ? await store.embargoed() : [],
    );
  }

  /**
   * Takes events in as far as they are the next ones.
   *
   * @param first the index of the first event's entry
   * @throws {LogStoreUnavailable}
   */
  async take(events: readonly StoredEvent[], first: number): Promise<void> {
    if (first > this.#last.size) return;
    for (const event of events.slice(this.#last.size - first)) {
      const { size: index } = this.#last;
      if (index % EVENTS_A_LOOK === 0 && isTurnOver()) await nextTurn();
      const { id: eventId, position } = event;
      const disclosure = this.#parts.disclosureOf(event);
      if (disclosure !== undefined) await this.#takeOne(event.stream, index, disclosure);
      this.#last = { size: index + 1, position, eventId };
    }
    if (this.#grown.count + this.#held.length >= PENDING_MAX) await this.#store();
  }

  /**
   * The root of the map once it has taken in all entries of the log; undefined while it is ahead
   * of the log, because an earlier process was.
   *
   * @param signed the last checkpoint, on the way to which the map must have its root
   * @throws {LogForked} it has another
   * @throws {LogStoreUnavailable | StoreUnavailable}
   */
  async rootAt(
    { size, position }: LogPlace,
    eventStore: Pick<EventStore, 'readAll'>,
    signed: Checkpoint | undefined,
  ): Promise<Uint8Array | undefined> {
    if (signed !== undefined && this.#last.size < signed.size && signed.size <= size) {
      await this.#follow(signed.size, position, eventStore);
      await this.#store();
      if (contradicts(this.#stored, signed)) {
        const fault = `The first ${signed.size} events do not lead to the map of streams`;
        throw new LogForked(`${fault} that was signed`);
      }
    }
    await this.#follow(size, position, eventStore);
    if (this.#last.size > size) return undefined;
    await this.#store();
    return this.#stored.root;
  }

  async #follow(
    size: number,
    position: number,
    eventStore: Pick<EventStore, 'readAll'>,
  ): Promise<void> {
    while (this.#last.size < size) {
      const wanted = Math.min(EVENTS_A_PAGE, size - this.#last.size);
      const page = await eventStore.readAll(this.#last.position, wanted);
      const ours = page.filter((event) => event.position <= position);
      if (ours.length === 0) throw new LogForked(`The event log has fewer than ${size} events`);
      await this.take(ours, this.#last.size);
    }
  }

  async #takeOne(stream: string, index: number, disclosure: Disclosure): Promise<void> {
    const { embargoes, releases } = disclosure;
    const waitsFor = () => disclosure.waitsFor();
    if (embargoes !== undefined) this.#embargoed.add(embargoes);
    if (releases !== undefined && this.#embargoed.delete(releases)) {
      await this.#release(releases);
    }
    for (const name of [stream, ...(disclosure.lists?.() ?? [])]) {
      const waits = this.#embargoed.size === 0 ? [] : waitsFor();
      this.#count({ stream: name, index, waitsFor: waits });
    }
  }

  /** What waited for a publication is counted in order of the log, before its release itself. */
  async #release(publication: string): Promise<void> {
    const stored = await this.#parts.store.heldFor(publication);
    const isOf = ({ waitsFor }: HeldEvent) => waitsFor === publication;
    const waited = [...stored, ...this.#held.filter(isOf)];
    this.#held = this.#held.filter((held) => !isOf(held));
    this.#released.push(publication);
    for (const { stream, index, further } of waited) {
      this.#count({ stream, index, waitsFor: further });
    }
  }

  #count(event: {
    readonly stream: string;
    readonly index: number;
    readonly waitsFor: readonly string[];
  }): void {
    const { stream, index } = event;
    const [waitsFor, ...further] = event.waitsFor.filter((id) => this.#embargoed.has(id));
    if (waitsFor !== undefined) {
      this.#held.push({ waitsFor, stream, index, further });
      return;
    }
    if (isList(stream)) this.#listed.push({ list: stream, index });
    this.#grown.add(stream, index);
  }

  async #store(): Promise<void> {
    if (this.#last.size === this.#stored.size) return;
    const { store } = this.#parts;
    const growth = new MapGrowth(store, this.#grown.sorted());
    const { size, position, eventId } = this.#last;
    const step = {
      ...{ from: this.#stored.size, pages: growth.pages() },
      embargoed: [...this.#embargoed],
      ...{ held: this.#held, released: this.#released, listed: this.#listed },
      get state() {
        return { size, position, eventId, root: growth.root };
      },
    };
    await store.store(step);
    this.#stored = step.state;
    this.#grown = new GrownStreams();
    [this.#held, this.#released, this.#listed] = [[], [], []];
  }
}

/** True if a checkpoint of the same size has another root. */
function contradicts({ size, root }: StreamMapState, signed: Checkpoint | undefined): boolean {
  if (signed?.size !== size) return false;
  const expected = streamsRootIn(signed.extension);
  return expected !== undefined && !sameHash(expected, root);
}

async function holds(
  eventStore: Pick<EventStore, 'readAll'>,
  { position, eventId }: StreamMapState,
): Promise<boolean> {
  const [event] = await eventStore.readAll(position - 1, 1);
  return event?.position === position && event.id === eventId;
}
