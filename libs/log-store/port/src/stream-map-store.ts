/** What a map of streams has taken in. */
export interface StreamMapState {
  /** Entries of the log, from the first. */
  readonly size: number;
  /** Position and id of the last event taken in; 0 and empty before the first. */
  readonly position: number;
  readonly eventId: string;
  /** The map's root: 32 bytes. */
  readonly root: Uint8Array;
}

/** A page of the map: what is under one prefix of keys. */
export interface StreamMapPage {
  /** The prefix, in hexadecimal digits; empty for the first page. */
  readonly prefix: string;
  readonly bytes: Uint8Array;
}

/** An event that waits for the release of a publication. */
export interface HeldEvent {
  /** What it waits for first. */
  readonly waitsFor: string;
  readonly stream: string;
  /** Of its entry in the log. */
  readonly index: number;
  /** What else it waits for. */
  readonly further: readonly string[];
}

/** An entry of a list. */
export interface ListedEntry {
  readonly list: string;
  /** Of the entry in the log. */
  readonly index: number;
}

/** One step of a map, stored whole or not at all. */
export interface StreamMapStep {
  /** Entries that the map has taken in before it. */
  readonly from: number;
  /** Read after all pages: the root follows from them. */
  readonly state: StreamMapState;
  /** Taken one by one, so that a large step needs little memory. */
  readonly pages: Iterable<StreamMapPage> | AsyncIterable<StreamMapPage>;
  /** Replaces all that was under embargo. */
  readonly embargoed: readonly string[];
  readonly held: readonly HeldEvent[];
  /** Those whose held events are held no longer. */
  readonly released: readonly string[];
  /** What lists get, in order of disclosure. */
  readonly listed: readonly ListedEntry[];
}

/** The pages on the way to a key, and the state they belong to. */
export interface StreamMapPath {
  readonly state: StreamMapState;
  /** From the first page down to the last that exists. */
  readonly pages: readonly Uint8Array[];
}

/**
 * Where the map of streams is kept. It is derived from the event log and can be discarded; it
 * knows what is under embargo, so nobody else may read it.
 */
export interface StreamMapStore {
  /**
   * What it has taken in; undefined before the first step.
   *
   * @throws {LogStoreUnavailable}
   */
  state(): Promise<StreamMapState | undefined>;

  /**
   * The page of a prefix; undefined if there is none.
   *
   * @throws {LogStoreUnavailable}
   */
  page(prefix: string): Promise<Uint8Array | undefined>;

  /**
   * The pages on the way to each of some keys, all of one state; undefined before the first
   * step.
   *
   * @param keys in hexadecimal digits
   * @throws {LogStoreUnavailable}
   */
  paths(keys: readonly string[]): Promise<readonly StreamMapPath[] | undefined>;

  /** @throws {LogStoreUnavailable} */
  embargoed(): Promise<readonly string[]>;

  /**
   * The events that wait first for one publication, in order of index.
   *
   * @throws {LogStoreUnavailable}
   */
  heldFor(publication: string): Promise<readonly HeldEvent[]>;

  /**
   * The indices of a list's entries, in the order in which they were stored.
   *
   * @throws {LogStoreUnavailable}
   */
  listed(list: string): Promise<readonly number[]>;

  /**
   * Stores a step. Meanwhile the pages that its own pages are made from can be read.
   *
   * @throws {StreamMapMoved} the map has taken in another number of entries; nothing is stored
   * @throws {LogStoreUnavailable} it may be stored or not
   * @throws what taking the pages throws; nothing is stored then
   */
  store(step: StreamMapStep): Promise<void>;

  /**
   * Removes everything.
   *
   * @throws {LogStoreUnavailable}
   */
  clear(): Promise<void>;

  /** Lets go of what it holds open; the next use opens it again. Repeatable. */
  close(): void;
}
