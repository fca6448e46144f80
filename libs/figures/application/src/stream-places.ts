import {
  BEGINNING,
  StreamDeleted,
  type EventStore,
  type StoredEvent,
} from '@ledger/event-store-port';

/** A stream of which something is missing. */
export interface StreamGap {
  readonly stream: string;
  readonly what: string;
}

const EVENTS_A_PAGE = 2_000;

/**
 * Holds the streams of a record against its events in order of position: each stream is there
 * from its beginning on, and each event stands behind the one before it.
 */
export class StreamPlaces {
  readonly #store: Pick<EventStore, 'readStream'>;
  readonly #last = new Map<string, number>();

  constructor(store: Pick<EventStore, 'readStream'>) {
    this.#store = store;
  }

  /**
   * What is missing before the next event by position, if anything is. A stream that was cut
   * short is told once, at the first of its events that is left.
   *
   * @throws {StoreUnavailable}
   */
  async misplaced({ stream, revision }: StoredEvent): Promise<string | undefined> {
    const before = this.#last.get(stream);
    this.#last.set(stream, revision);
    // A store may still show, in the whole record, what it no longer shows in the stream.
    if (before === undefined) return (await this.#cut(stream)) ?? gapBefore(revision, -1);
    return gapBefore(revision, before);
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
 * Every stream of a record of which something is missing, in order of position.
 *
 * @throws {StoreUnavailable}
 */
export async function gapsOf(
  store: Pick<EventStore, 'readAll' | 'readStream'>,
): Promise<readonly StreamGap[]> {
  const places = new StreamPlaces(store);
  const gaps: StreamGap[] = [];
  for (let after = BEGINNING; ;) {
    const page = await store.readAll(after, EVENTS_A_PAGE);
    const last = page.at(-1);
    if (last === undefined) return gaps;
    for (const event of page) {
      const what = await places.misplaced(event);
      if (what !== undefined) gaps.push({ stream: event.stream, what });
    }
    after = last.position;
  }
}

function gapBefore(revision: number, before: number): string | undefined {
  if (revision === before + 1) return undefined;
  return `it is revision ${revision} of its stream, and ${before + 1} is not before it`;
}
