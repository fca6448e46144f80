import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@ledger/event-store-port';
import {
  bitOf,
  checkStream,
  EMPTY_PART,
  headOver,
  joinParts,
  mapLeafHash,
  NO_EVENTS,
  streamKey,
  type Hash,
  type MapPart,
} from '@ledger/transparency';
import { provenStream } from './stream-map.js';
import { StreamMapWriter, type Disclosure } from './stream-map-writer.js';
import { InMemoryStreamMapStore, readingOf } from './testing/index.js';

/** An event of a stream, and when it may be known. */
interface Example extends Omit<Disclosure, 'waitsFor' | 'lists'> {
  readonly stream: string;
  readonly waitsFor?: readonly string[];
  readonly lists?: readonly string[];
}

function eventsOf(examples: readonly Example[]): readonly StoredEvent[] {
  return examples.map(({ stream, ...disclosure }, i) => ({
    ...{ id: `event-${i}`, type: 'X', stream, revision: 0, position: i + 1 },
    body: JSON.stringify(disclosure),
  }));
}

function disclosureOf({ body }: StoredEvent): Disclosure {
  const { waitsFor = [], lists = [], ...rest } = JSON.parse(body) as Omit<Example, 'stream'>;
  return { ...rest, waitsFor: () => waitsFor, lists: () => lists };
}

/** The map over events that come in pieces of some size, each stored by itself. */
async function mapOf(examples: readonly Example[], piece = examples.length) {
  const events = eventsOf(examples);
  const store = new InMemoryStreamMapStore();
  const eventStore = readingOf(events);
  let root: Uint8Array = Buffer.alloc(32);
  for (let from = 0; from < events.length; from += piece) {
    const some = events.slice(from, from + piece);
    const writer = await StreamMapWriter.open({ store, disclosureOf }, eventStore, undefined);
    await writer.take(some, from);
    const place = { size: from + some.length, position: from + some.length };
    root = (await writer.rootAt(place, eventStore, undefined))!;
  }
  return { store, root };
}

/** The root by definition: halves all the way down. */
function rootOver(heads: ReadonlyMap<string, Hash>): Hash {
  const leaves = [...heads].map(([name, head]) => ({ key: streamKey(name), head }));
  const partOf = (some: typeof leaves, depth: number): MapPart => {
    const [first] = some;
    if (first === undefined) return EMPTY_PART;
    if (some.length === 1) return { hash: mapLeafHash(first), isStream: true };
    const [left, right] = [0, 1].map((bit) =>
      some.filter(({ key }) => bitOf(key, depth) === bit),
    );
    return joinParts(partOf(left!, depth + 1), partOf(right!, depth + 1));
  };
  return partOf(leaves, 0).hash;
}

function headsOf(examples: readonly Example[]): ReadonlyMap<string, Hash> {
  const indices = Map.groupBy(
    examples.map(({ stream }, index) => ({ stream, index })),
    ({ stream }) => stream,
  );
  return new Map(
    [...indices].map(([name, some]) => [name, headOver(some.map(({ index }) => index))]),
  );
}

async function proven(store: InMemoryStreamMapStore, name: string) {
  const key = streamKey(name);
  const [path] = (await store.paths([Buffer.from(key).toString('hex')]))!;
  const { head, proof } = provenStream(name, path!);
  return {
    head,
    check: (root: Hash, as = head ?? NO_EVENTS) => checkStream(root, { key, head: as }, proof),
  };
}

const MANY: readonly Example[] = Array.from({ length: 3_000 }, (_, i) => ({
  stream: `stream-${(i * i) % 1_009}`,
}));

describe('A map of streams', () => {
  it('has the root that its definition gives, in however many pieces it was written', async () => {
    const expected = Buffer.from(rootOver(headsOf(MANY)));
    for (const piece of [MANY.length, 701, 97]) {
      expect(Buffer.from((await mapOf(MANY, piece)).root)).toEqual(expected);
    }
    for (const count of [1, 2, 3]) {
      const some = MANY.slice(0, count);
      expect(Buffer.from((await mapOf(some, 1)).root)).toEqual(
        Buffer.from(rootOver(headsOf(some))),
      );
    }
  });

  it('proves every stream it has, with exactly its events', async () => {
    const { store, root } = await mapOf(MANY, 500);
    for (const [name, head] of headsOf(MANY)) {
      const found = await proven(store, name);
      expect(Buffer.from(found.head!)).toEqual(Buffer.from(head));
      found.check(root);
      expect(() => found.check(root, headOver([1, 2, 3]))).toThrow('does not lead to the root');
      expect(() => found.check(root, NO_EVENTS)).toThrow('does not lead to the root');
    }
  });

  it('proves that it has no stream of another name, and never that it lacks one', async () => {
    const { store, root } = await mapOf(MANY, 500);
    for (let i = 0; i < 300; i += 1) {
      const found = await proven(store, `other-${i}`);
      expect(found.head).toBeUndefined();
      found.check(root);
      expect(() => found.check(root, headOver([i]))).toThrow('does not lead to the root');
    }
    const empty = await proven((await mapOf([])).store, 'x').catch(() => undefined);
    expect(empty).toBeUndefined();
  });

  it('goes on from what is stored, and begins again on another event log', async () => {
    const events = eventsOf(MANY);
    const { store, root } = await mapOf(MANY.slice(0, 1_000));
    const whole = { size: MANY.length, position: MANY.length };
    const writer = await StreamMapWriter.open(
      { store, disclosureOf },
      readingOf(events),
      undefined,
    );
    const grown = await writer.rootAt(whole, readingOf(events), undefined);
    expect(Buffer.from(grown!)).toEqual(Buffer.from((await mapOf(MANY)).root));
    const others = eventsOf(MANY.slice(0, 1_000)).map((event) => ({ ...event, id: 'other' }));
    const again = await StreamMapWriter.open(
      { store, disclosureOf },
      readingOf(others),
      undefined,
    );
    const same = await again.rootAt(
      { size: 1_000, position: 1_000 },
      readingOf(others),
      undefined,
    );
    expect(Buffer.from(same!)).toEqual(Buffer.from(root));
  });
});

describe('What is under embargo', () => {
  const before: readonly Example[] = [
    { stream: 'figure' },
    { stream: 'paper', waitsFor: ['p'], embargoes: 'p' },
    { stream: 'figure', waitsFor: ['p'] },
    { stream: 'hidden', waitsFor: ['p'] },
    { stream: 'figure' },
  ];
  const release: Example = { stream: 'paper', waitsFor: ['p'], releases: 'p' };

  it.each([1, 2, 9])('is not in the map, in pieces of %i', async (piece) => {
    const { store, root } = await mapOf(before, piece);
    expect(Buffer.from(root)).toEqual(
      Buffer.from(rootOver(new Map([['figure', headOver([0, 4])]]))),
    );
    expect((await proven(store, 'hidden')).head).toBeUndefined();
  });

  it.each([1, 2, 9])(
    'is counted at its release, in order of the log, in pieces of %i',
    async (piece) => {
      const { root } = await mapOf([...before, release], piece);
      const heads = new Map([
        ['figure', headOver([0, 4, 2])],
        ['hidden', headOver([3])],
        ['paper', headOver([1, 5])],
      ]);
      expect(Buffer.from(root)).toEqual(Buffer.from(rootOver(heads)));
    },
  );

  it.each([1, 2, 9])('is on its lists from the release on, in pieces of %i', async (piece) => {
    const found: readonly Example[] = [
      { stream: 'first', lists: ['list-a', 'list-b'] },
      { stream: 'paper', waitsFor: ['p'], embargoes: 'p' },
      { stream: 'second', waitsFor: ['p'], lists: ['list-a'] },
      { stream: 'third', lists: ['list-a'] },
    ];
    const hidden = await mapOf(found, piece);
    expect(await hidden.store.listed('list-a')).toEqual([0, 3]);
    const { store, root } = await mapOf([...found, release], piece);
    expect([await store.listed('list-a'), await store.listed('list-b')]).toEqual([
      [0, 3, 2],
      [0],
    ]);
    const heads = new Map([
      ['first', headOver([0])],
      ['second', headOver([2])],
      ['third', headOver([3])],
      ['paper', headOver([1, 4])],
      ['list-a', headOver([0, 3, 2])],
      ['list-b', headOver([0])],
    ]);
    expect(Buffer.from(root)).toEqual(Buffer.from(rootOver(heads)));
  });

  it('waits for each of several releases', async () => {
    const two: readonly Example[] = [
      { stream: 'paper', waitsFor: ['p'], embargoes: 'p' },
      { stream: 'other', waitsFor: ['q'], embargoes: 'q' },
      { stream: 'both', waitsFor: ['p', 'q'] },
      release,
    ];
    const paper = ['paper', headOver([0, 3])] as const;
    expect(Buffer.from((await mapOf(two, 1)).root)).toEqual(
      Buffer.from(rootOver(new Map([paper]))),
    );
    const all = [...two, { stream: 'other', waitsFor: ['q'], releases: 'q' }];
    const heads = new Map([paper, ['both', headOver([2])], ['other', headOver([1, 4])]]);
    expect(Buffer.from((await mapOf(all, 1)).root)).toEqual(Buffer.from(rootOver(heads)));
  });
});
