import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  KeysInBlocks,
  concatenation,
  intersection,
  union,
  type KeyStream,
} from './key-stream.js';
import { pageOfKeys, take } from './pages-of-keys.js';

/** A stream over keys, and how many blocks were read of it. */
function streamOf(keys: readonly string[]): KeyStream & { readonly reads: () => number } {
  const sorted = [...new Set(keys)].sort();
  let reads = 0;
  const stream = new KeysInBlocks(async (place, limit) => {
    reads += 1;
    return sorted.filter((key) => key >= place).slice(0, limit);
  });
  return { from: (place) => stream.from(place), reads: () => reads };
}

const all = (stream: KeyStream) => take(stream, '', Number.MAX_SAFE_INTEGER);

const keys = fc.array(
  fc.integer({ min: 0, max: 300 }).map((n) => `k${String(n).padStart(3, '0')}`),
  { maxLength: 200 },
);
const lists = fc.array(keys, { minLength: 1, maxLength: 4 });

describe('A stream of keys', () => {
  it('gives every key once, in order', async () => {
    await fc.assert(
      fc.asyncProperty(keys, async (list) => {
        expect(await all(streamOf(list))).toEqual([...new Set(list)].sort());
      }),
    );
  });

  it('intersects with others', async () => {
    await fc.assert(
      fc.asyncProperty(lists, async (several) => {
        const expected = [...new Set(several[0])].filter((key) =>
          several.every((list) => list.includes(key)),
        );
        expect(await all(intersection(several.map(streamOf)))).toEqual(expected.sort());
      }),
    );
  });

  it('is united with others', async () => {
    await fc.assert(
      fc.asyncProperty(lists, async (several) => {
        const expected = [...new Set(several.flat())].sort();
        expect(await all(union(several.map(streamOf)))).toEqual(expected);
      }),
    );
  });

  it('goes on with others that lie behind it', async () => {
    const parts = [streamOf(['a1', 'a2']), streamOf([]), streamOf(['b1']), streamOf(['c1'])];
    expect(await all(concatenation(parts))).toEqual(['a1', 'a2', 'b1', 'c1']);
    expect(parts[3]?.reads()).toBe(1);
  });

  it('leaps over what the others do not have', async () => {
    const long = streamOf(Array.from({ length: 10_000 }, (_, i) => `k${100_000 + i}`));
    const short = streamOf(['k100005', 'k105000', 'k109999']);

    expect(await all(intersection([long, short]))).toHaveLength(3);
    expect(long.reads()).toBeLessThan(8);
  });
});

describe('A page of keys', () => {
  const evenOnly = async (asked: readonly string[]) =>
    asked.map((key) => (Number(key.slice(1)) % 2 === 0 ? key : null));

  it('neither repeats nor leaves out, whatever its size', async () => {
    await fc.assert(
      fc.asyncProperty(keys, fc.integer({ min: 1, max: 40 }), async (list, limit) => {
        const found: string[] = [];
        for (let cursor: string | undefined; ;) {
          const page = await pageOfKeys({
            stream: streamOf(list),
            limit,
            cursor,
            itemsOf: evenOnly,
          });
          expect(page.items.length).toBeLessThanOrEqual(limit);
          found.push(...page.items);
          if (page.next === null) break;
          cursor = page.next;
        }
        const expected = (await evenOnly([...new Set(list)].sort())).filter(
          (key) => key !== null,
        );
        expect(found).toEqual(expected);
      }),
    );
  });

  it('ends short where almost nothing belongs in it, and says there is more', async () => {
    const list = Array.from({ length: 5_000 }, (_, i) => `k${100_000 + i}`);
    const page = await pageOfKeys({
      stream: streamOf(list),
      limit: 10,
      cursor: undefined,
      itemsOf: async (asked) => asked.map(() => null),
    });

    expect(page.items).toEqual([]);
    expect(page.next).not.toBeNull();
  });
});
