import {
  BEGINNING,
  StreamDeleted,
  type EventStore,
  type StoredEvent,
} from '@ledger/event-store-port';

/** A stream with missing events. */
export interface StreamGap {
  readonly stream: string;
  readonly what: string;
}

const EVENTS_A_PAGE = 2_000;

/** How many streams are looked at together: each is a separate request to a server. */
const STREAMS_LOOKED_AT_TOGETHER = 64;

/**
 * Compares the streams of a log with its events in order of position: each stream is complete
 * from its beginning, and each event follows the one before it.
 */
export class StreamRevisions {
  readonly #store: Pick<EventStore, 'readStream'>;
  readonly #last = new Map<string, number>();

  constructor(store: Pick<EventStore, 'readStream'>) {
    this.#store = store;
  }

  /**
   * The gap before each of the next events by position. A truncated stream is reported once, at
   * its first remaining event.
   *
   * @throws {StoreUnavailable}
   */
  async misplaced(
    page: readonly Pick<StoredEvent, 'stream' | 'revision'>[],
  ): Promise<readonly (string | undefined)[]> {
    const cut = await this.#cutAmong(page.map(({ stream }) => stream));
    return page.map(({ stream, revision }) => {
      const before = this.#last.get(stream);
      this.#last.set(stream, revision);
      if (before === undefined) return cut.get(stream) ?? gapBefore(revision, -1);
      return gapBefore(revision, before);
    });
  }

  /** A store may still show events in the whole log that it no longer shows in the stream. */
  async #cutAmong(streams: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const waiting = [...new Set(streams)].filter((stream) => !this.#last.has(stream)).values();
    const cut = new Map<string, string>();
    const look = async (): Promise<void> => {
      for (const stream of waiting) {
        const words = await this.#cut(stream);
        if (words !== undefined) cut.set(stream, words);
      }
    };
    await Promise.all(Array.from({ length: STREAMS_LOOKED_AT_TOGETHER }, look));
    return cut;
  }

  async #cut(stream: string): Promise<string | undefined> {
    try {
      const [first] = await this.#store.readStream(stream, 0, 1);
      return first?.revision === 0 ? undefined : new StreamDeleted(stream).message;
    } catch (error) {
      if (error instanceof StreamDeleted) return error.message;
      throw error;
    }
  }
}

/**
 * Every stream of a log with missing events, in order of position.
 *
 * @throws {StoreUnavailable}
 */
export async function gapsOf(
  store: Pick<EventStore, 'readAll' | 'readStream'>,
): Promise<readonly StreamGap[]> {
  const places = new StreamRevisions(store);
  const gaps: StreamGap[] = [];
  for (let after = BEGINNING; ;) {
    const page = await store.readAll(after, EVENTS_A_PAGE);
    const last = page.at(-1);
    if (last === undefined) return gaps;
    const misplaced = await places.misplaced(page);
    for (const [i, { stream }] of page.entries()) {
      const what = misplaced[i];
      if (what !== undefined) gaps.push({ stream, what });
    }
    after = last.position;
  }
}

function gapBefore(revision: number, before: number): string | undefined {
  if (revision === before + 1) return undefined;
  return `it is revision ${revision} of its stream, and ${before + 1} is not before it`;
}
