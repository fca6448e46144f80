import {
  LogStoreUnavailable,
  StreamMapMoved,
  type HeldEvent,
  type ListedEntry,
  type StreamMapPage,
  type StreamMapPath,
  type StreamMapState,
  type StreamMapStep,
  type StreamMapStore,
} from '@ledger/log-store-port';
import type { WriteFault } from './log-store-in-memory.js';

/** A map of streams in memory. */
export class InMemoryStreamMapStore implements StreamMapStore {
  /** The number of steps so far, failed or not. */
  steps = 0;
  #fault: { readonly at: number; readonly fault: WriteFault } | undefined;
  #state: StreamMapState | undefined;
  #embargoed: readonly string[] = [];
  #held: HeldEvent[] = [];
  #listed: ListedEntry[] = [];
  readonly pages = new Map<string, Uint8Array>();

  /** Makes a coming step fail, counted from 0. */
  failAt(step: number, fault: WriteFault): void {
    this.steps = 0;
    this.#fault = { at: step, fault };
  }

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
    return this.#held
      .filter(({ waitsFor }) => waitsFor === publication)
      .sort((left, right) => left.index - right.index);
  }

  async listed(list: string): Promise<readonly number[]> {
    return this.#listed.filter((entry) => entry.list === list).map(({ index }) => index);
  }

  async store(step: StreamMapStep): Promise<void> {
    this.#check(step);
    const taken: StreamMapPage[] = [];
    for await (const page of step.pages) taken.push(page);
    this.#check(step);
    const fault = this.#fault?.at === this.steps ? this.#fault.fault : undefined;
    this.steps += 1;
    if (fault !== 'not-stored') this.#keep(step, taken);
    if (fault !== undefined) throw new LogStoreUnavailable('streams', 'the disk is full');
  }

  #check({ from }: StreamMapStep): void {
    const size = this.#state?.size ?? 0;
    if (size !== from) throw new StreamMapMoved(from, size);
  }

  #keep(
    { state, embargoed, held, released, listed }: StreamMapStep,
    taken: readonly StreamMapPage[],
  ): void {
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
