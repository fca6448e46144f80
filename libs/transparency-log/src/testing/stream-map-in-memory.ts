import type {
  HeldEvent,
  ListedEntry,
  StreamMapPage,
  StreamMapPath,
  StreamMapState,
  StreamMapStep,
  StreamMapStore,
} from '@ledger/log-store-port';

/** A map of streams in memory. */
export class InMemoryStreamMapStore implements StreamMapStore {
  #state: StreamMapState | undefined;
  #embargoed: readonly string[] = [];
  #held: HeldEvent[] = [];
  #listed: ListedEntry[] = [];
  readonly pages = new Map<string, Uint8Array>();

  async state(): Promise<StreamMapState | undefined> {
    return this.#state;
  }

  async page(prefix: string): Promise<Uint8Array | undefined> {
    return this.pages.get(prefix);
  }

  async paths(keys: readonly string[]): Promise<readonly StreamMapPath[] | undefined> {
    const state = this.#state;
    return state === undefined
      ? undefined
      : keys.map((key) => ({ state, pages: this.#pagesTo(key) }));
  }

  async embargoed(): Promise<readonly string[]> {
    return this.#embargoed;
  }

  async heldFor(publication: string): Promise<readonly HeldEvent[]> {
    return this.#held.filter(({ waitsFor }) => waitsFor === publication);
  }

  async listed(list: string): Promise<readonly number[]> {
    return this.#listed.filter((entry) => entry.list === list).map(({ index }) => index);
  }

  async store(step: StreamMapStep): Promise<void> {
    const taken: StreamMapPage[] = [];
    for await (const page of step.pages) taken.push(page);
    const { state, embargoed, held, released, listed } = step;
    this.#state = state;
    for (const { prefix, bytes } of taken) this.pages.set(prefix, bytes);
    this.#embargoed = embargoed;
    this.#held = this.#held.filter(({ waitsFor }) => !released.includes(waitsFor));
    this.#held.push(...held);
    this.#listed.push(...listed);
  }

  async clear(): Promise<void> {
    this.#state = undefined;
    this.pages.clear();
    [this.#embargoed, this.#held, this.#listed] = [[], [], []];
  }

  close(): void {
    // It holds nothing open.
  }

  #pagesTo(key: string): readonly Uint8Array[] {
    const pages: Uint8Array[] = [];
    for (let level = 0; level < key.length; level += 1) {
      const page = this.pages.get(key.slice(0, level));
      if (page === undefined) break;
      pages.push(page);
    }
    return pages;
  }
}

/** A map of all streams, of which nothing is under embargo. */
export function openStreams() {
  return { store: new InMemoryStreamMapStore(), disclosureOf: () => ({ waitsFor: () => [] }) };
}
